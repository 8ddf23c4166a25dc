using System.Globalization;
using System.Text;
using System.Xml;
using Syndication.Articles;
using Syndication.Feeds;

namespace Syndication.Pages.Sitemaps;

/// <summary>Writes what sitemaps.org and Google's schema of news ask for, elements in their order.</summary>
internal static class SitemapWriter
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string NewsNamespace = "http://www.google.com/schemas/sitemap-news/0.9";

    // Not indented: a file of many addresses would be a tenth longer.
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>An index of sitemaps.</summary>
    public static byte[] Index(IEnumerable<SitemapEntry> sitemaps) =>
        Write(
            "sitemapindex",
            writer =>
            {
                foreach (var sitemap in sitemaps)
                    Entry(writer, "sitemap", sitemap);
            }
        );

    /// <summary>A sitemap of pages.</summary>
    public static byte[] Pages(IEnumerable<SitemapEntry> pages) =>
        Write(
            "urlset",
            writer =>
            {
                foreach (var page in pages)
                    Entry(writer, "url", page);
            }
        );

    /// <summary>A sitemap of news.</summary>
    /// <param name="publication">The publication's name, as Google knows it.</param>
    /// <param name="articles">Articles with their addresses.</param>
    public static byte[] News(string publication, IEnumerable<(string Address, NewsArticle Article)> articles) =>
        Write(
            "urlset",
            writer =>
            {
                writer.WriteAttributeString("xmlns", "news", null, NewsNamespace);
                foreach (var (address, article) in articles)
                {
                    writer.WriteStartElement(null, "url", Namespace);
                    writer.WriteElementString("loc", Namespace, address);
                    writer.WriteStartElement("news", "news", NewsNamespace);
                    writer.WriteStartElement("news", "publication", NewsNamespace);
                    writer.WriteElementString("news", "name", NewsNamespace, publication);
                    writer.WriteElementString("news", "language", NewsNamespace, NewsLanguage.Of(article.Language));
                    writer.WriteEndElement();
                    writer.WriteElementString("news", "publication_date", NewsNamespace, Date(article.PublishedAt));
                    writer.WriteElementString("news", "title", NewsNamespace, article.Title);
                    writer.WriteEndElement();
                    writer.WriteEndElement();
                }
            }
        );

    private static byte[] Write(string root, Action<XmlWriter> content)
    {
        using var stream = new MemoryStream();
        using (var inner = XmlWriter.Create(stream, Settings))
        using (var writer = new FeedXmlWriter(inner))
        {
            writer.WriteStartElement(null, root, Namespace);
            content(writer);
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Entry(XmlWriter writer, string element, SitemapEntry entry)
    {
        writer.WriteStartElement(null, element, Namespace);
        writer.WriteElementString("loc", Namespace, entry.Address);
        if (entry.ChangedAt is { } changedAt)
            writer.WriteElementString("lastmod", Namespace, Date(changedAt));
        writer.WriteEndElement();
    }

    private static string Date(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
