using System.Globalization;
using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds;

/// <summary>RSS 2.0 after the RSS Board's profile: summary in <c>description</c>, whole text in <c>content:encoded</c>.</summary>
internal static class RssWriter
{
    public static byte[] Write(FeedDocument document, FeedFormatLinks links)
    {
        var feed = new Channel(document, links)
        {
            Title = new TextSyndicationContent(FeedText.WithoutEndTags(document.Title)),
            Description = new TextSyndicationContent(FeedText.WithoutEndTags(document.Description)),
            Language = FeedLanguage.Of(document.Language),
            LastUpdatedTime = document.Updated.ToUniversalTime(),
            Generator = "Syndication",
            Items = [.. document.Items.Select(Entry)],
            TimeToLive = document.AnnouncedRhythm > TimeSpan.Zero ? document.AnnouncedRhythm : null,
        };
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(document.Page)));
        XmlFeed.Declare(feed, "atom", XmlFeed.Atom);
        XmlFeed.Declare(feed, "content", XmlFeed.Content);
        XmlFeed.Declare(feed, "dc", XmlFeed.DublinCore);
        XmlFeed.Declare(feed, "dcterms", XmlFeed.DublinCoreTerms);
        XmlFeed.Declare(feed, "media", XmlFeed.Media);
        if (document.AnnouncedRhythm > TimeSpan.Zero)
            XmlFeed.Declare(feed, "sy", XmlFeed.Rhythm);
        if (document.History.IsArchive)
            XmlFeed.Declare(feed, "fh", XmlFeed.History);
        return XmlFeed.Write(new Rss20FeedFormatter(feed, serializeExtensionsAsAtom: false));
    }

    private static RssItem Entry(FeedItem item)
    {
        var entry = new RssItem(item)
        {
            Id = item.Id,
            Title = new TextSyndicationContent(FeedText.WithoutEndTags(item.Title)),
            // Readers take the description for HTML.
            Summary = new TextSyndicationContent(FeedText.Html(item.Summary)),
            PublishDate = item.Published.ToUniversalTime(),
        };
        entry.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(item.Url)));
        if (EnclosureOf(item) is { } file)
            entry.Links.Add(SyndicationLink.CreateMediaEnclosureLink(new Uri(file.Url), file.Type, file.Bytes));
        foreach (var category in item.Categories)
            entry.Categories.Add(new SyndicationCategory(FeedText.WithoutEndTags(category.Label), category.Scheme, null));
        XmlFeed.SetLanguage(entry, item.Language);
        return entry;
    }

    // Readers and validators know one enclosure an item, and only at a name with a domain; the others are media:content.
    private static FeedAttachment? EnclosureOf(FeedItem item) => item.Attachments.FirstOrDefault(file => FeedUri.HasDomain(file.Url));

    private sealed class Channel(FeedDocument document, FeedFormatLinks links) : SyndicationFeed
    {
        protected override void WriteElementExtensions(XmlWriter writer, string version)
        {
            WriteImage(writer);
            WriteLink(writer, "self", links.Self(document), FeedFormat.Rss.MediaType());
            if (document.Hub is { } hub)
                WriteLink(writer, "hub", hub, type: null);
            foreach (var (relation, address) in links.History(document.History))
                WriteLink(writer, relation, address, FeedFormat.Rss.MediaType());
            XmlFeed.WriteArchiveMark(writer, document.History);
            if (document.AnnouncedRhythm > TimeSpan.Zero)
                WriteRhythm(writer, document.AnnouncedRhythm);
        }

        // Without width and height readers assume 88 by 31 pixels; the formatter's own element has neither.
        private void WriteImage(XmlWriter writer)
        {
            writer.WriteStartElement("image");
            writer.WriteElementString("url", links.ChannelImage);
            writer.WriteElementString("title", FeedText.WithoutEndTags(document.Title));
            writer.WriteElementString("link", document.Page);
            writer.WriteElementString("width", "144");
            writer.WriteElementString("height", "144");
            writer.WriteEndElement();
        }

        private static void WriteLink(XmlWriter writer, string relation, string address, string? type)
        {
            writer.WriteStartElement("atom", "link", XmlFeed.Atom);
            writer.WriteAttributeString("rel", relation);
            if (type is not null)
                writer.WriteAttributeString("type", type);
            writer.WriteAttributeString("href", address);
            writer.WriteEndElement();
        }

        private static void WriteRhythm(XmlWriter writer, TimeSpan rhythm)
        {
            var (period, length) = rhythm <= TimeSpan.FromHours(1) ? ("hourly", TimeSpan.FromHours(1)) : ("daily", TimeSpan.FromDays(1));
            writer.WriteElementString("sy", "updatePeriod", XmlFeed.Rhythm, period);
            writer.WriteElementString(
                "sy",
                "updateFrequency",
                XmlFeed.Rhythm,
                ((int)(length / rhythm)).ToString(CultureInfo.InvariantCulture)
            );
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

            XmlFeed.WriteMedia(writer, item, item.Attachments.Except([EnclosureOf(item)]).OfType<FeedAttachment>());
        }
    }
}
