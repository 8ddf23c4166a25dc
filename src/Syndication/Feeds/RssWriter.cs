using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds;

/// <summary>RSS 2.0 after the RSS Board's profile: summary in <c>description</c>, whole text in <c>content:encoded</c>.</summary>
internal static class RssWriter
{
    public static byte[] Write(FeedDocument document, string self)
    {
        var feed = new Channel(self)
        {
            Title = new TextSyndicationContent(document.Title),
            Description = new TextSyndicationContent(document.Description),
            Language = document.Language,
            LastUpdatedTime = document.Updated.ToUniversalTime(),
            Generator = "Syndication",
            Items = [.. document.Items.Select(Entry)],
        };
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(document.Page)));
        XmlFeed.Declare(feed, "atom", XmlFeed.Atom);
        XmlFeed.Declare(feed, "content", XmlFeed.Content);
        XmlFeed.Declare(feed, "dc", XmlFeed.DublinCore);
        XmlFeed.Declare(feed, "dcterms", XmlFeed.DublinCoreTerms);
        XmlFeed.Declare(feed, "media", XmlFeed.Media);
        return XmlFeed.Write(new Rss20FeedFormatter(feed, serializeExtensionsAsAtom: false));
    }

    private static RssItem Entry(FeedItem item)
    {
        var entry = new RssItem(item)
        {
            Id = item.Id,
            Title = new TextSyndicationContent(item.Title),
            // Readers take the description for HTML.
            Summary = new TextSyndicationContent(FeedText.Html(item.Summary)),
            PublishDate = item.Published.ToUniversalTime(),
        };
        entry.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(item.Url)));
        // Readers and validators know one enclosure an item; the others are media:content.
        if (item.Attachments is [var first, ..])
            entry.Links.Add(SyndicationLink.CreateMediaEnclosureLink(new Uri(first.Url), first.Type, first.Bytes));
        foreach (var category in item.Categories)
            entry.Categories.Add(new SyndicationCategory(category.Label, category.Scheme, category.Label));
        XmlFeed.SetLanguage(entry, item.Language);
        return entry;
    }

    private sealed class Channel(string self) : SyndicationFeed
    {
        protected override void WriteElementExtensions(XmlWriter writer, string version)
        {
            writer.WriteStartElement("atom", "link", XmlFeed.Atom);
            writer.WriteAttributeString("rel", "self");
            writer.WriteAttributeString("type", FeedFormat.Rss.MediaType());
            writer.WriteAttributeString("href", self);
            writer.WriteEndElement();
        }
    }

    private sealed class RssItem(FeedItem item) : SyndicationItem
    {
        protected override void WriteElementExtensions(XmlWriter writer, string version)
        {
            foreach (var author in item.Authors)
                writer.WriteElementString("dc", "creator", XmlFeed.DublinCore, author.Name);
            writer.WriteElementString(
                "dcterms",
                "modified",
                XmlFeed.DublinCoreTerms,
                item.Updated.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
            if (item.ContentHtml is not null)
            {
                writer.WriteStartElement("content", "encoded", XmlFeed.Content);
                writer.WriteCData(item.ContentHtml);
                writer.WriteEndElement();
            }

            XmlFeed.WriteMedia(writer, item, item.Attachments.Skip(1));
        }
    }
}
