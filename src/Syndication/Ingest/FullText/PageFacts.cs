using System.Globalization;
using AngleSharp.Dom;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Ingest.FullText;

/// <summary>What a page says about its article beside the text: structured data first, then Open Graph and what is older.</summary>
internal static class PageFacts
{
    private const int MostHeadings = 5;

    /// <summary>The text with what is said about it.</summary>
    public static PageArticle Describe(IDocument page, StructuredArticle? article, Uri address, string body, FullTextOrigin origin)
    {
        var image = article?.Image ?? (Meta(page, "og:image", "twitter:image") is { } picture ? OpenGraph(page, picture) : null);
        var canonical = Addresses.Resource(page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"), address);
        return new PageArticle
        {
            ContentHtml = body,
            Base = BaseOf(page, address),
            Address = address,
            Addresses = [.. new[] { address.AbsoluteUri, canonical, Addresses.Resource(Meta(page, "og:url"), address) }.OfType<string>()],
            Titles = Titles(page, article),
            Origin = origin,
            Title = article?.Headline ?? Meta(page, "og:title", "twitter:title") ?? (page.Title is { Length: > 0 } title ? title : null),
            Canonical = canonical,
            Image = image is not null && Addresses.Resource(image.Url, address) is { } url ? image with { Url = url } : null,
            Authors = article?.Authors is { Count: > 0 } told ? told : Authors(page),
            Published = article?.Published ?? Instant(Meta(page, "article:published_time", "datePublished", "date")),
            Updated = article?.Modified ?? Instant(Meta(page, "article:modified_time", "dateModified")),
            Language = article?.Language ?? page.DocumentElement.GetAttribute("lang"),
        };
    }

    private static List<string> Titles(IDocument page, StructuredArticle? article) =>
        new[] { article?.Headline, Meta(page, "og:title"), Meta(page, "twitter:title"), page.Title }
            .Concat(page.QuerySelectorAll("h1").Take(MostHeadings).Select(heading => heading.TextContent))
            .OfType<string>()
            .Where(title => !string.IsNullOrWhiteSpace(title))
            .Distinct(StringComparer.Ordinal)
            .ToList();

    // HTML, 4.2.3: what relative addresses of a page are taken from.
    private static Uri BaseOf(IDocument page, Uri address) =>
        Addresses.Resource(page.QuerySelector("base[href]")?.GetAttribute("href"), address) is { } named ? new Uri(named) : address;

    private static SourceImage OpenGraph(IDocument page, string address) =>
        new(address)
        {
            Alt = Meta(page, "og:image:alt", "twitter:image:alt"),
            Width = Pixels(Meta(page, "og:image:width")),
            Height = Pixels(Meta(page, "og:image:height")),
        };

    private static List<SourceAuthor> Authors(IDocument page) =>
        page.QuerySelectorAll("meta[name=author], meta[property='article:author']")
            .Select(meta => meta.GetAttribute("content")?.Trim() ?? "")
            .Where(name => name.Length > 0 && !Addresses.IsAbsolute(name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(20)
            .Select(name => new SourceAuthor { Name = name })
            .ToList();

    private static string? Meta(IDocument page, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var meta in page.QuerySelectorAll("meta[content]"))
            {
                var own = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
                if (name.Equals(own, StringComparison.OrdinalIgnoreCase) && meta.GetAttribute("content")!.Trim() is { Length: > 0 } content)
                    return content;
            }
        }

        return null;
    }

    private static int? Pixels(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static DateTimeOffset? Instant(string? text) => text is null ? null : FeedDates.Read(text);
}
