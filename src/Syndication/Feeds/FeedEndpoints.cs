using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>
/// The feeds' addresses. Query keys are not read, so they make no other feed and no other cache entry; an address in other letters, or
/// with a slash at its end, leads to the feed's own.
/// </summary>
internal static class FeedEndpoints
{
    /// <summary>Where other systems have the feed of everything, and where readers therefore look for it.</summary>
    private static readonly (string Path, FeedFormat Format)[] Habits =
    [
        ("/feed", FeedFormat.Rss),
        ("/rss", FeedFormat.Rss),
        ("/feed.xml", FeedFormat.Rss),
        ("/rss.xml", FeedFormat.Rss),
        ("/index.xml", FeedFormat.Rss),
        ("/atom.xml", FeedFormat.Atom),
        ("/feed.json", FeedFormat.Json),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/feeds/all.{format}", ReadEndpoints.Methods, GetPublication);
        app.MapPreflight("/feeds/all.{format}");
        app.MapMethods("/feeds/sections/{section}.{format}", ReadEndpoints.Methods, GetSection);
        app.MapPreflight("/feeds/sections/{section}.{format}");
        app.MapMethods("/feeds/authors/{author}.{format}", ReadEndpoints.Methods, GetAuthor);
        app.MapPreflight("/feeds/authors/{author}.{format}");
        app.MapMethods("/feeds/tags/{tag}.{format}", ReadEndpoints.Methods, GetTag);
        app.MapPreflight("/feeds/tags/{tag}.{format}");
        app.MapMethods("/feeds/opml.xml", ReadEndpoints.Methods, GetOpml);
        app.MapPreflight("/feeds/opml.xml");
        foreach (var (path, format) in Habits)
        {
            app.MapMethods(
                path,
                ReadEndpoints.Methods,
                () => TypedResults.LocalRedirect($"~/feeds/all.{format.Extension()}", permanent: true)
            );
            app.MapPreflight(path);
        }
    }

    internal static Task<IResult> GetPublication(string format, HttpContext http, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(Scope.Publication, format, http, desk, ct);

    internal static Task<IResult> GetSection(string section, string format, HttpContext http, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(Scope.Section(new SectionSlug(section.ToLowerInvariant())), format, http, desk, ct);

    internal static Task<IResult> GetAuthor(string author, string format, HttpContext http, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(Scope.Author(new AuthorSlug(author.ToLowerInvariant())), format, http, desk, ct);

    internal static Task<IResult> GetTag(string tag, string format, HttpContext http, FeedDesk desk, CancellationToken ct) =>
        AnswerAsync(Scope.Tag(new TagSlug(tag.ToLowerInvariant())), format, http, desk, ct);

    internal static async Task<IResult> GetOpml(Opml opml, CancellationToken ct) => new FeedResponse(await opml.GetAsync(ct));

    private static Task<IResult> AnswerAsync(Scope scope, string format, HttpContext http, FeedDesk desk, CancellationToken ct) =>
        desk.AnswerAsync(new CurrentFeed(scope), scope, format, http, ct);
}
