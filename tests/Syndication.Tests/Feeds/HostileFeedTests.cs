using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Publication;

namespace Syndication.Tests.Feeds;

/// <summary>Any article, however hostile its strings, gives well-formed feeds that read back equal.</summary>
public sealed class HostileFeedTests
{
    private static readonly WebAddresses Addresses = new(Options.Create(new PublicationOptions()));
    private static readonly IOptions<PublicationOptions> Publication = Options.Create(new PublicationOptions());
    private static readonly FeedItems Items = new(new WebAddresses(Publication), Publication);

    [Property(MaxTest = 200, Arbitrary = [typeof(HostileText)])]
    public void Rss_reads_back_equal(HostileText title, HostileText summary, HostileText body, HostileText name)
    {
        var item = ItemOf(title.Value, summary.Value, body.Value, name.Value);
        var bytes = RssWriter.Write(DocumentOf(item), Links(FeedFormat.Rss));

        using var reader = XmlReader.Create(new MemoryStream(bytes));
        var entry = Assert.Single(SyndicationFeed.Load(reader).Items);
        var element = XDocument.Load(new MemoryStream(bytes)).Descendants("item").Single();
        Assert.Equal(item.Id, entry.Id);
        Assert.Equal(item.Title, Seen(entry.Title.Text));
        Assert.Equal(item.Summary, WebUtility.HtmlDecode(entry.Summary.Text));
        Assert.Equal(item.ContentHtml, element.Element(XName.Get("encoded", XmlFeed.Content))!.Value);
        Assert.Equal(
            item.Authors.Select(author => author.Name),
            element.Elements(XName.Get("creator", XmlFeed.DublinCore)).Select(creator => creator.Value)
        );
        AssertMedia(item, element);
        Assert.Equal(item.Attachments[0].Url, element.Element("enclosure")!.Attribute("url")!.Value);
        Assert.Equal(item.Attachments[1].Url, element.Elements(XName.Get("content", XmlFeed.Media)).Last().Attribute("url")!.Value);
        Assert.Equal(
            item.Categories.Select(category => category.Label),
            element.Elements("category").Select(category => Seen(category.Value))
        );
        Assert.Equal(item.Title, Seen(XDocument.Load(new MemoryStream(bytes)).Descendants("image").Single().Element("title")!.Value));
        Assert.DoesNotContain(element.Elements().Where(IsPlain), plain => plain.Value.Contains("</", StringComparison.Ordinal));
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(HostileText)])]
    public void Atom_reads_back_equal(HostileText title, HostileText summary, HostileText body, HostileText name)
    {
        var item = ItemOf(title.Value, summary.Value, body.Value, name.Value);
        var bytes = AtomWriter.Write(DocumentOf(item), Links(FeedFormat.Atom));

        using var reader = XmlReader.Create(new MemoryStream(bytes));
        var entry = Assert.Single(SyndicationFeed.Load(reader).Items);
        Assert.Equal(item.Id, entry.Id);
        Assert.Equal(item.Title, Plain(entry.Title));
        Assert.Equal(item.Summary, Plain(entry.Summary));
        Assert.Equal(item.ContentHtml, ((TextSyndicationContent)entry.Content).Text);
        Assert.Equal(item.Authors.Select(author => author.Name), entry.Authors.Select(author => Seen(author.Name)));
        Assert.Equal(item.Categories.Select(category => category.Label), entry.Categories.Select(category => Seen(category.Label)));
        AssertMedia(item, XDocument.Load(new MemoryStream(bytes)).Descendants(XName.Get("entry", XmlFeed.Atom)).Single());
        var files = entry.Links.Where(link => link.RelationshipType == "enclosure").ToList();
        Assert.Equal(
            item.Attachments.Select(file => (file.Url, file.Title)),
            files.Select(link => (link.Uri.AbsoluteUri, (string?)link.Title))
        );
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(HostileText)])]
    public void Json_reads_back_equal(HostileText title, HostileText summary, HostileText body, HostileText name)
    {
        var item = ItemOf(title.Value, summary.Value, body.Value, name.Value);
        var bytes = JsonFeedWriter.Write(DocumentOf(item), Links(FeedFormat.Json));

        using var json = JsonDocument.Parse(bytes);
        var entry = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(item.Title, entry.GetProperty("title").GetString());
        Assert.Equal(item.Summary, entry.GetProperty("summary").GetString());
        Assert.Equal(item.ContentHtml, entry.GetProperty("content_html").GetString());
        Assert.Equal(item.Image!.Url, entry.GetProperty("image").GetString());
        Assert.Equal(
            item.Attachments.Select(file => file.Url),
            entry.GetProperty("attachments").EnumerateArray().Select(file => file.GetProperty("url").GetString())
        );
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(HostileText)])]
    public void Clean_text_is_legal_and_stays_as_it_is(HostileText text)
    {
        var clean = FeedText.Clean(text.Value);

        Assert.Equal(clean, FeedText.Clean(clean));
        Assert.Equal(clean, XmlConvert.VerifyXmlChars(clean));
        Assert.DoesNotContain(clean, c => c is '\r' or '\uFFFD' or (>= '\u007F' and <= '\u009F'));
    }

    private static FeedFormatLinks Links(FeedFormat format) => new(new FeedLinks(Addresses), format);

    private static void AssertMedia(FeedItem item, XElement element)
    {
        var media = element.Elements(XName.Get("content", XmlFeed.Media)).First();
        var alt = media.Element(XName.Get("description", XmlFeed.Media));
        Assert.Equal(item.Image!.Url, media.Attribute("url")!.Value);
        Assert.Equal(item.Image.Alt, alt?.Attribute("type")?.Value == "html" ? WebUtility.HtmlDecode(alt.Value) : alt?.Value ?? "");
        Assert.Equal(item.Image.Credit ?? "", media.Element(XName.Get("credit", XmlFeed.Media))?.Value ?? "");
    }

    // A word joiner keeps an end tag in a plain text from being taken for one.
    private static string Seen(string text) => text.Replace("\u2060", "", StringComparison.Ordinal);

    private static bool IsPlain(XElement element) => element.Name.LocalName is "title" or "category";

    private static string Plain(TextSyndicationContent text) => text.Type == "html" ? WebUtility.HtmlDecode(text.Text) : text.Text;

    private static FeedItem ItemOf(string title, string summary, string body, string name) =>
        Items.Of(
            new Article
            {
                Id = new ArticleId(new Guid("01a208ad-1cb1-7f88-b44a-07c39494e0f5")),
                Slug = "a",
                Revision = 1,
                State = ArticleState.Visible,
                Title = title,
                Summary = summary,
                BodyHtml = body,
                WordCount = 1,
                Language = "en",
                Section = new SectionSlug("gear"),
                Sections = [new SectionSlug("gear")],
                Authors = [new Author { Slug = new AuthorSlug("x"), Name = name }],
                Tags = [new ArticleTag(new TagSlug("x"), name)],
                Enclosures =
                [
                    new Enclosure("https://example.org/a/" + Uri.EscapeDataString(name), "audio/mpeg", 1),
                    new Enclosure("https://example.org/b.pdf?" + Uri.EscapeDataString(title), "application/pdf"),
                ],
                CorrectedAt = DateTimeOffset.UnixEpoch.AddYears(50),
                Image = new ArticleImage("https://example.org/a.jpg?" + Uri.EscapeDataString("x"), Alt: title, Credit: name),
                Announce = true,
                PublishedAt = DateTimeOffset.UnixEpoch.AddYears(50),
                UpdatedAt = DateTimeOffset.UnixEpoch.AddYears(50),
                Correction = summary,
            },
            new Dictionary<SectionSlug, Section>
            {
                [new SectionSlug("gear")] = new()
                {
                    Slug = new SectionSlug("gear"),
                    Name = name,
                    Note = title,
                },
            },
            FeedContent.Full
        );

    private static FeedDocument DocumentOf(FeedItem item) =>
        new()
        {
            Subject = new CurrentFeed(Scope.Publication),
            Id = "urn:uuid:01a208ad-1cb1-8f88-b44a-07c39494e0f5",
            Title = item.Title,
            Description = item.Summary,
            Language = "en",
            Page = "http://localhost/",
            Updated = DateTimeOffset.UnixEpoch.AddYears(50),
            Publisher = new FeedAuthor("The Test Post", "http://localhost/"),
            Items = [item],
            Rhythm = TimeSpan.FromHours(1),
        };
}
