using Syndication.Feeds.Limits;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>The archives' addresses: <c>/feeds/all/2026-03.atom</c>, <c>/feeds/sections/gear/2026-03-2.json</c>.</summary>
internal static class ArchiveEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapFeed("/feeds/all/{archive}.{format}", GetPublication);
        app.MapFeed("/feeds/sections/{section}/{archive}.{format}", GetSection);
    }

    internal static Task<IResult> GetPublication(
        string archive,
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        TimeProvider clock,
        CancellationToken ct
    ) => AnswerAsync(Scope.Publication, archive, format, http, feeds, budgets, links, clock, ct);

    internal static Task<IResult> GetSection(
        string section,
        string archive,
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        TimeProvider clock,
        CancellationToken ct
    ) => AnswerAsync(Scope.Section(new SectionSlug(section.ToLowerInvariant())), archive, format, http, feeds, budgets, links, clock, ct);

    private static async Task<IResult> AnswerAsync(
        Scope scope,
        string archive,
        string extension,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        FeedLinks links,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            FeedFormats.Parse(extension.ToLowerInvariant()) is not { } format
            || ArchivePlace.Parse(archive) is not { } place
            || (scope != Scope.Publication && !Slug.IsValid(scope.Name))
        )
            return FeedStatus.Missing;
        // A month's first part has no number: with one, the address is another than the archive's own, which is led to.
        var subject = new ArchivedFeed(scope, place) { IsClosed = clock.GetUtcNow() >= place.End };
        return await FeedEndpoints.AnswerAsync(subject, format, links.PageOf(scope), http, feeds, budgets, links, ct);
    }
}
