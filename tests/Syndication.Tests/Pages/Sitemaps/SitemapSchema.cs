using System.Globalization;
using System.Xml.Linq;

namespace Syndication.Tests.Pages.Sitemaps;

/// <summary>The rules of sitemaps.org's schemas and of Google's for news, as far as they bear on what we write.</summary>
internal static class SitemapSchema
{
    public static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    public static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>Reads an index of sitemaps and fails where it breaks a rule.</summary>
    public static IReadOnlyList<(string Address, DateTimeOffset? ChangedAt)> Index(string xml) => Read(xml, "sitemapindex", "sitemap");

    /// <summary>Reads a sitemap of pages and fails where it breaks a rule.</summary>
    public static IReadOnlyList<(string Address, DateTimeOffset? ChangedAt)> Pages(string xml) => Read(xml, "urlset", "url");

    /// <summary>Reads a sitemap of news and fails where it breaks a rule.</summary>
    public static IReadOnlyList<NewsEntry> NewsOf(string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        Assert.Equal(Sitemap + "urlset", root.Name);
        var entries = new List<NewsEntry>();
        foreach (var url in root.Elements())
        {
            AssertChildren(url, Sitemap + "loc", News + "news");
            var news = url.Element(News + "news")!;
            AssertChildren(news, News + "publication", News + "publication_date", News + "title");
            var publication = news.Element(News + "publication")!;
            AssertChildren(publication, News + "name", News + "language");
            Assert.Matches("^(([a-z]{2,3})|zh-cn|zh-tw)$", publication.Element(News + "language")!.Value);
            entries.Add(
                new(
                    Address(url),
                    publication.Element(News + "name")!.Value,
                    publication.Element(News + "language")!.Value,
                    Date(news.Element(News + "publication_date")!.Value),
                    news.Element(News + "title")!.Value
                )
            );
        }

        Assert.InRange(entries.Count, 0, 1000);
        return entries;
    }

    private static List<(string Address, DateTimeOffset? ChangedAt)> Read(string xml, string root, string element)
    {
        var document = XDocument.Parse(xml).Root!;
        Assert.Equal(Sitemap + root, document.Name);
        var entries = new List<(string, DateTimeOffset?)>();
        foreach (var entry in document.Elements())
        {
            Assert.Equal(Sitemap + element, entry.Name);
            var names = entry.Elements().Select(child => child.Name.LocalName).ToList();
            Assert.True(names is ["loc"] or ["loc", "lastmod"], string.Join(' ', names));
            var changed = entry.Element(Sitemap + "lastmod")?.Value;
            entries.Add((Address(entry), changed is null ? null : Date(changed)));
        }

        Assert.InRange(entries.Count, 1, 50_000);
        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Item1).Count());
        return entries;
    }

    private static void AssertChildren(XElement element, params XName[] names) =>
        Assert.Equal(names, element.Elements().Select(child => child.Name));

    private static string Address(XElement entry)
    {
        var address = entry.Element(Sitemap + "loc")!.Value;
        Assert.InRange(address.Length, 12, 2048);
        Assert.True(Uri.IsWellFormedUriString(address, UriKind.Absolute), address);
        return address;
    }

    private static DateTimeOffset Date(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

internal sealed record NewsEntry(string Address, string Publication, string Language, DateTimeOffset PublishedAt, string Title);
