using System.Globalization;
using Syndication.Publication;

namespace Syndication.Pages;

/// <summary>The addresses of the pages for people, and what goes with them.</summary>
internal static class PagesEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/", ReadEndpoints.Methods, GetHome);
        app.MapMethods("/sections/{section}", ReadEndpoints.Methods, GetSection);
        app.MapMethods("/articles/{slug}", ReadEndpoints.Methods, GetArticle);
        app.MapMethods("/authors/{author}", ReadEndpoints.Methods, GetAuthor);
        app.MapMethods("/tags/{tag}", ReadEndpoints.Methods, GetTag);
        app.MapMethods("/feeds", ReadEndpoints.Methods, GetFeeds);
        app.MapMethods("/favicon.ico", ReadEndpoints.Methods, GetFavicon);
        app.MapMethods("/assets/{name}", ReadEndpoints.Methods, GetAsset);
    }

    internal static Task<IResult> GetHome(HomePage home, CancellationToken ct) => home.RenderAsync(ct);

    internal static Task<IResult> GetSection(string section, string? page, ListingPages listings, CancellationToken ct) =>
        listings.SectionAsync(new SectionSlug(section), Number(page), ct);

    internal static Task<IResult> GetAuthor(string author, string? page, ListingPages listings, CancellationToken ct) =>
        listings.AuthorAsync(new AuthorSlug(author), Number(page), ct);

    internal static Task<IResult> GetTag(string tag, string? page, ListingPages listings, CancellationToken ct) =>
        listings.TagAsync(new TagSlug(tag), Number(page), ct);

    internal static Task<IResult> GetArticle(string slug, ArticlePage articles, CancellationToken ct) => articles.RenderAsync(slug, ct);

    internal static Task<IResult> GetFeeds(FeedsPage feeds, CancellationToken ct) => feeds.RenderAsync(ct);

    internal static Task<IResult> GetFavicon(HttpContext http, Assets assets, CancellationToken ct) =>
        GetAsset("favicon.ico", http, assets, ct);

    internal static async Task<IResult> GetAsset(string name, HttpContext http, Assets assets, CancellationToken ct)
    {
        if (await assets.FindAsync(name, ct) is not { } asset)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(asset.Bytes, asset.Type, entityTag: asset.Tag);
    }

    // 0 is no page: what is not a number leads to 404, like a page past the end.
    private static int Number(string? page) =>
        page is null ? 1
        : int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : 0;
}
