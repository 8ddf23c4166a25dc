using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds;

/// <summary>Atom 1.0 (RFC 4287).</summary>
internal static class AtomWriter
{
    public static byte[] Write(FeedDocument document, FeedFormatLinks links)
    {
        var stamps = new AtomStamps();
        var feed = new AtomFeed(document, links.Icon)
        {
            Id = document.Id,
            Title = Text(document.Title),
            Description = Text(document.Description),
            Language = FeedLanguage.Of(document.Language),
            LastUpdatedTime = document.Updated.ToUniversalTime(),
            Generator = "Syndication",
            ImageUrl = new Uri(links.Logo),
            Items = [.. document.Items.Select(item => Entry(item, stamps.For(item)))],
        };
        feed.Authors.Add(Person(document.Publisher));
        feed.Links.Add(Link(links.Self(document), "self", FeedFormat.Atom.MediaType()));
        feed.Links.Add(Link(document.Page, "alternate", "text/html"));
        if (document.Hub is { } hub)
            feed.Links.Add(new SyndicationLink(new Uri(hub)) { RelationshipType = "hub" });
        foreach (var (relation, address) in links.History(document.History))
            feed.Links.Add(Link(address, relation, FeedFormat.Atom.MediaType()));
        XmlFeed.Declare(feed, "media", XmlFeed.Media);
        if (document.History.IsArchive)
            XmlFeed.Declare(feed, "fh", XmlFeed.History);
        if (document.Removed.Count > 0)
            XmlFeed.Declare(feed, "at", XmlFeed.Tombstones);
        return XmlFeed.Write(new Formatter(feed));
    }

    private static AtomEntry Entry(FeedItem item, string updated)
    {
        var entry = new AtomEntry(item, updated)
        {
            Id = item.Id,
            Title = Text(item.Title),
            Summary = Text(item.Summary),
            Content = item.ContentHtml is null ? null : new TextSyndicationContent(item.ContentHtml, TextSyndicationContentKind.Html),
            PublishDate = item.Published.ToUniversalTime(),
            LastUpdatedTime = item.Updated.ToUniversalTime(),
        };
        entry.Links.Add(Link(item.Url, "alternate", "text/html"));
        foreach (var file in item.Attachments)
            entry.Links.Add(
                new SyndicationLink(new Uri(file.Url))
                {
                    RelationshipType = "enclosure",
                    MediaType = file.Type,
                    Length = file.Bytes,
                    Title = file.Title,
                }
            );
        foreach (var author in item.Authors)
            entry.Authors.Add(Person(author));
        foreach (var category in item.Categories)
            entry.Categories.Add(new SyndicationCategory(category.Term, category.Scheme, FeedText.WithoutEndTags(category.Label)));
        XmlFeed.SetLanguage(entry, item.Language);
        return entry;
    }

    // A closing tag in a text of type "text" looks like forgotten HTML to validators; as HTML the same text is beyond doubt.
    private static TextSyndicationContent Text(string plain) =>
        plain.Contains("</", StringComparison.Ordinal)
            ? new TextSyndicationContent(FeedText.Html(plain), TextSyndicationContentKind.Html)
            : new TextSyndicationContent(plain);

    private static SyndicationPerson Person(FeedAuthor author) => new(email: null, FeedText.WithoutEndTags(author.Name), author.Url);

    private static SyndicationLink Link(string address, string relation, string type) =>
        new(new Uri(address)) { RelationshipType = relation, MediaType = type };

    private sealed class Formatter(SyndicationFeed feed) : Atom10FeedFormatter(feed)
    {
        protected override void WriteItem(XmlWriter writer, SyndicationItem item, Uri feedBaseUri)
        {
            ((FeedXmlWriter)writer).Updated = ((AtomEntry)item).Updated;
            base.WriteItem(writer, item, feedBaseUri);
        }
    }

    private sealed class AtomFeed(FeedDocument document, string icon) : SyndicationFeed
    {
        protected override void WriteElementExtensions(XmlWriter writer, string version)
        {
            writer.WriteElementString("icon", XmlFeed.Atom, icon);
            XmlFeed.WriteArchiveMark(writer, document.History);
            foreach (var removed in document.Removed)
            {
                writer.WriteStartElement("at", "deleted-entry", XmlFeed.Tombstones);
                writer.WriteAttributeString("ref", removed.Id);
                writer.WriteAttributeString(
                    "when",
                    removed.RemovedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                );
                writer.WriteEndElement();
            }
        }
    }

    private sealed class AtomEntry(FeedItem item, string updated) : SyndicationItem
    {
        public string Updated { get; } = updated;

        protected override void WriteElementExtensions(XmlWriter writer, string version) => XmlFeed.WriteMedia(writer, item, []);
    }
}
