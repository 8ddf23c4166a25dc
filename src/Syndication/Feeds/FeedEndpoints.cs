using Syndication.Feeds.Limits;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>
/// The feeds' addresses. Query keys are not read, so they make no other feed and no other cache entry; an address in other letters, or
/// with a slash at its end, leads to the feed's own.
/// </summary>
internal static class FeedEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapFeed("/feeds/all.{format}", GetPublication);
        app.MapFeed("/feeds/sections/{section}.{format}", GetSection);
        app.MapFeed("/feeds/authors/{author}.{format}", GetAuthor);
        app.MapFeed("/feeds/tags/{tag}.{format}", GetTag);
        app.MapFeed("/feeds/opml.xml", GetOpml);
    }

    internal static Task<IResult> GetPublication(
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        CancellationToken ct
    ) => AnswerAsync(Scope.Publication, format, http, feeds, budgets, links, ct);

    internal static Task<IResult> GetSection(
        string section,
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        CancellationToken ct
    ) => AnswerAsync(Scope.Section(new SectionSlug(section.ToLowerInvariant())), format, http, feeds, budgets, links, ct);

    internal static Task<IResult> GetAuthor(
        string author,
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        CancellationToken ct
    ) => AnswerAsync(Scope.Author(new AuthorSlug(author.ToLowerInvariant())), format, http, feeds, budgets, links, ct);

    internal static Task<IResult> GetTag(
        string tag,
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        CancellationToken ct
    ) => AnswerAsync(Scope.Tag(new TagSlug(tag.ToLowerInvariant())), format, http, feeds, budgets, links, ct);

    internal static async Task<IResult> GetOpml(Opml opml, CancellationToken ct) => new FeedResponse(await opml.GetAsync(ct));

    private static async Task<IResult> AnswerAsync(
        Scope scope,
        string extension,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        CancellationToken ct
    ) =>
        FeedFormats.Parse(extension.ToLowerInvariant()) is { } format && (scope == Scope.Publication || Slug.IsValid(scope.Name))
            ? await AnswerAsync(new CurrentFeed(scope), format, links.PageOf(scope), http, feeds, budgets, links, ct)
            : FeedStatus.Missing;

    /// <summary>Answers a request for a feed.</summary>
    /// <param name="subject">What it is of.</param>
    /// <param name="format">Its format.</param>
    /// <param name="page">The readable page, which a browser's navigation is sent to.</param>
    /// <param name="http">The request.</param>
    /// <param name="feeds">The feeds.</param>
    /// <param name="budgets">What the client's network may ask for.</param>
    /// <param name="links">Their addresses.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<IResult> AnswerAsync(
        FeedSubject subject,
        FeedFormat format,
        string page,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        CancellationToken ct
    )
    {
        if (Refusal(subject, format, http, feeds, budgets) is { } refusal)
            return refusal;
        switch (await feeds.GetAsync(subject, format, ct))
        {
            case FeedAnswer.Found or FeedAnswer.Unavailable { Kept: not null } when IsElsewhere(http.Request, new(subject, format)):
                return FeedStatus.MovedTo(links.Of(subject, format));
            case FeedAnswer.Found or FeedAnswer.Unavailable { Kept: not null } when FeedRequest.IsNavigation(http.Request):
                return SendToPage(page, http);
            case FeedAnswer.Found found:
                return new FeedResponse(found.Feed);
            case FeedAnswer.Unavailable { Kept: { } kept }:
                return new FeedResponse(kept);
            case FeedAnswer.Unavailable:
                return FeedStatus.Unavailable;
            case FeedAnswer.Moved moved:
                return FeedStatus.MovedTo(moved.To);
            case FeedAnswer.Gone:
                return FeedStatus.Gone;
            default:
                return subject.IsCostly || budgets.Take(http) is not { } refused ? FeedStatus.Missing : refused;
        }
    }

    // What is in memory is for everybody. Of what is not, searches and archives are work, and anything else may be a name made up: whoever
    // has spent a budget on such names gets no further one looked up.
    private static TooManyRequests? Refusal(
        FeedSubject subject,
        FeedFormat format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets
    ) =>
        feeds.IsKept(subject, format) ? null
        : subject.IsCostly ? budgets.Take(http)
        : budgets.Check(http);

    /// <summary>Sends a browser to what a person can read.</summary>
    internal static IResult SendToPage(string page, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = FeedResponse.Vary;
        return new SeeOther(page);
    }

    // Routing takes letters of either case and a slash at the end; readers must not come to know one feed by several names.
    private static bool IsElsewhere(HttpRequest request, FeedKey key) =>
        key.Path is { } path && !string.Equals(request.Path.Value, path, StringComparison.Ordinal);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.ContentLength = 0;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
