using System.Globalization;
using System.Text;
using System.Xml;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Pages;

/// <summary>What search engines read (sitemaps.org): the sections, and the newest articles whose home is here.</summary>
internal sealed class Sitemap(ArticleStore articles, SectionStore sections, WebAddresses addresses)
{
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const int MostArticles = 1000;

    public string Robots =>
        $"""
            User-agent: *
            Disallow: /admin
            Disallow: /confirm/
            Disallow: /preferences/
            Disallow: /unsubscribe/
            Sitemap: {addresses.Base}/sitemap.xml

            """;

    public async Task<byte[]> WriteAsync(CancellationToken ct)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            writer.WriteStartElement("urlset", Namespace);
            Address(writer, addresses.Home, null);
            foreach (var section in (await sections.AllAsync(ct)).Where(HomePage.IsOpen))
                Address(writer, addresses.Section(section.Slug), null);
            foreach (var article in await articles.HeadsAsync(Scope.Publication, skip: 0, MostArticles, ct))
            {
                if (article.Url is null)
                    Address(writer, addresses.Article(article.Slug), article.UpdatedAt);
            }

            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Address(XmlWriter writer, string address, DateTimeOffset? changedAt)
    {
        writer.WriteStartElement("url", Namespace);
        writer.WriteElementString("loc", Namespace, address);
        if (changedAt is { } instant)
            writer.WriteElementString(
                "lastmod",
                Namespace,
                instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
        writer.WriteEndElement();
    }
}
