using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>The archives' addresses: <c>/feeds/all/2026-03.atom</c>, <c>/feeds/sections/gear/2026-03-2.json</c>.</summary>
internal static class ArchiveEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/feeds/all/{archive}.{format}", ReadEndpoints.Methods, GetPublication);
        app.MapPreflight("/feeds/all/{archive}.{format}");
        app.MapMethods("/feeds/sections/{section}/{archive}.{format}", ReadEndpoints.Methods, GetSection);
        app.MapPreflight("/feeds/sections/{section}/{archive}.{format}");
    }

    internal static Task<IResult> GetPublication(
        string archive,
        string format,
        HttpContext http,
        FeedDesk desk,
        TimeProvider clock,
        CancellationToken ct
    ) => AnswerAsync(Scope.Publication, archive, format, http, desk, clock, ct);

    internal static Task<IResult> GetSection(
        string section,
        string archive,
        string format,
        HttpContext http,
        FeedDesk desk,
        TimeProvider clock,
        CancellationToken ct
    ) => AnswerAsync(Scope.Section(new SectionSlug(section.ToLowerInvariant())), archive, format, http, desk, clock, ct);

    private static async Task<IResult> AnswerAsync(
        Scope scope,
        string archive,
        string format,
        HttpContext http,
        FeedDesk desk,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        // A month's first part is also known by its number: that address leads to the archive's own.
        if (ArchivePlace.Parse(archive) is not { } place)
            return FeedStatus.Missing;
        var subject = new ArchivedFeed(scope, place) { IsClosed = clock.GetUtcNow() >= place.End };
        return await desk.AnswerAsync(subject, scope, format, http, ct);
    }
}
