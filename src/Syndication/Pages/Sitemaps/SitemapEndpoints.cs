using Syndication.Feeds;
using Syndication.Publication;

namespace Syndication.Pages.Sitemaps;

/// <summary>The addresses that search engines ask for.</summary>
internal static class SitemapEndpoints
{
    /// <summary>The name of the sitemap of pages.</summary>
    public const string Pages = "pages";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/robots.txt", ReadEndpoints.Methods, GetRobots).ExcludeFromDescription();
        app.MapMethods("/sitemap.xml", ReadEndpoints.Methods, GetIndex).ExcludeFromDescription();
        app.MapMethods("/sitemap-news.xml", ReadEndpoints.Methods, GetNews).ExcludeFromDescription();
        app.MapMethods("/sitemaps/{name}.xml", ReadEndpoints.Methods, GetFile).ExcludeFromDescription();
    }

    internal static IResult GetRobots(WebAddresses addresses, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(Robots.Text(addresses), "text/plain; charset=utf-8");
    }

    internal static async Task<IResult> GetIndex(SitemapDocuments sitemaps, CancellationToken ct) =>
        new FeedResponse(await sitemaps.IndexAsync(ct));

    internal static async Task<IResult> GetNews(SitemapDocuments sitemaps, CancellationToken ct) =>
        new FeedResponse(await sitemaps.NewsAsync(ct));

    internal static async Task<IResult> GetFile(string name, SitemapDocuments sitemaps, CancellationToken ct) =>
        name == Pages ? new FeedResponse(await sitemaps.PagesAsync(ct))
        // One address for each file: a month's first has no number.
        : ArchivePlace.Parse(name) is { } place && place.ToString() == name && await sitemaps.ArticlesAsync(place, ct) is { } file
            ? new FeedResponse(file)
        : TypedResults.NotFound();
}
