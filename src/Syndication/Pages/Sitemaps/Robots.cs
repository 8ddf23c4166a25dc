using Syndication.Publication;

namespace Syndication.Pages.Sitemaps;

/// <summary>What crawlers are asked to leave alone (RFC 9309), and where they find the rest.</summary>
internal static class Robots
{
    /// <summary>
    /// The beginnings of paths that are nothing for search engines: what is behind a token or a key, what answers programs, and lists
    /// without end. Feeds are open to everybody, but for readers' own.
    /// </summary>
    public static IReadOnlyList<string> Closed { get; } =
    [
        "/admin",
        "/api/",
        "/confirm/",
        "/disown/",
        "/docs",
        "/feeds/readers/",
        "/health/",
        "/l/",
        "/metrics",
        "/micropub",
        "/move/",
        "/openapi/",
        "/preferences/",
        "/search",
        "/subscribe/form",
        "/unsubscribe/",
        "/websub",
    ];

    /// <summary>The file.</summary>
    public static string Text(WebAddresses addresses) =>
        string.Join(
            '\n',
            [
                "User-agent: *",
                .. Closed.Select(path => "Disallow: " + path),
                "",
                "Sitemap: " + addresses.Sitemap,
                "Sitemap: " + addresses.NewsSitemap,
                "",
            ]
        );
}
