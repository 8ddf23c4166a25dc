using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;

namespace Syndication.Feeds;

/// <summary>What RSS and Atom feeds have in common.</summary>
internal static class XmlFeed
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string DublinCoreTerms = "http://purl.org/dc/terms/";
    public const string History = "http://purl.org/syndication/history/1.0";
    public const string Rhythm = "http://purl.org/rss/1.0/modules/syndication/";
    public const string Tombstones = "http://purl.org/atompub/tombstones/1.0";
    public const string Media = "http://search.yahoo.com/mrss/";
    private const string Declarations = "http://www.w3.org/2000/xmlns/";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
        // Article text keeps its line ends.
        NewLineHandling = NewLineHandling.None,
    };

    /// <summary>The formatter's document as UTF-8.</summary>
    public static byte[] Write(SyndicationFeedFormatter formatter)
    {
        using var stream = new MemoryStream(64 * 1024);
        using (var inner = XmlWriter.Create(stream, Settings))
        using (var writer = new FeedXmlWriter(inner))
            formatter.WriteTo(writer);
        return stream.ToArray();
    }

    /// <summary>Declares a prefix on the feed's own element, once for all items.</summary>
    public static void Declare(SyndicationFeed feed, string prefix, string ns) =>
        feed.AttributeExtensions[new XmlQualifiedName(prefix, Declarations)] = ns;

    /// <summary>Marks an archive (RFC 5005, section 4).</summary>
    public static void WriteArchiveMark(XmlWriter writer, FeedHistory history)
    {
        if (!history.IsArchive)
            return;
        writer.WriteStartElement("fh", "archive", History);
        writer.WriteEndElement();
    }

    /// <summary>Sets <c>xml:lang</c>.</summary>
    public static void SetLanguage(SyndicationItem item, string language) =>
        item.AttributeExtensions[new XmlQualifiedName("lang", "http://www.w3.org/XML/1998/namespace")] = FeedLanguage.Of(language);

    /// <summary>Media RSS: the lead image with what is known of it, its thumbnail, and the files that no enclosure element carries.</summary>
    public static void WriteMedia(XmlWriter writer, FeedItem item, IEnumerable<FeedAttachment> files)
    {
        if (item.Image is { } image)
        {
            WriteImage(writer, image);
            writer.WriteStartElement("media", "thumbnail", Media);
            writer.WriteAttributeString("url", image.Url);
            WriteNumber(writer, "width", image.Width);
            WriteNumber(writer, "height", image.Height);
            writer.WriteEndElement();
        }

        foreach (var file in files)
        {
            writer.WriteStartElement("media", "content", Media);
            writer.WriteAttributeString("url", file.Url);
            writer.WriteAttributeString("type", file.Type);
            writer.WriteAttributeString("medium", MediaType.MediumOf(file.Type));
            WriteNumber(writer, "fileSize", file.Bytes > 0 ? file.Bytes : null);
            writer.WriteEndElement();
        }
    }

    private static void WriteImage(XmlWriter writer, FeedImage image)
    {
        writer.WriteStartElement("media", "content", Media);
        writer.WriteAttributeString("url", image.Url);
        if (image.Type is not null)
            writer.WriteAttributeString("type", image.Type);
        writer.WriteAttributeString("medium", "image");
        WriteNumber(writer, "fileSize", image.Bytes);
        WriteNumber(writer, "width", image.Width);
        WriteNumber(writer, "height", image.Height);
        if (image.Alt.Length > 0)
        {
            writer.WriteStartElement("media", "description", Media);
            // As in Atom's texts: a closing tag must not look like forgotten HTML.
            var isHtml = image.Alt.Contains("</", StringComparison.Ordinal);
            writer.WriteAttributeString("type", isHtml ? "html" : "plain");
            writer.WriteString(isHtml ? FeedText.Html(image.Alt) : image.Alt);
            writer.WriteEndElement();
        }

        if (image.Credit is not null)
            writer.WriteElementString("media", "credit", Media, image.Credit);
        writer.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
    }
}
