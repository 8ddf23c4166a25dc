using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The way out. The POST is RFC 8058's one-click too: no cookie, no redirect, and 200 also for whoever is out already.</summary>
internal static class UnsubscribeEndpoints
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder app)
    {
        app.MapRead("/unsubscribe/{token}", GetPage);
        app.MapForm("/unsubscribe/{token}", PostLeave);
        app.MapForm("/unsubscribe/{token}/undo", PostUndo);
    }

    internal static IResult GetPage(string token, ReaderTokens tokens, ReaderLinks links, ReaderPages pages) =>
        tokens.Read(TokenPurpose.Unsubscribe, token) is var (handle, about) ? Page(token, handle, about, links, pages) : pages.Unknown();

    internal static async Task<IResult> PostLeave(
        string token,
        HttpRequest request,
        ReaderTokens tokens,
        ReaderLinks links,
        Departures departures,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (tokens.Read(TokenPurpose.Unsubscribe, token) is not var (handle, about))
            return pages.Unknown();
        if (MannerOf(await FormReading.ReadOrEmptyAsync(request, ct)) is not { } how)
            return Page(token, handle, about, links, pages, StatusCodes.Status400BadRequest);

        // Whoever sent this has said what they want: hanging up does not take it back.
        var leaving = await departures.LeaveAsync(handle, how, about, CancellationToken.None);
        var undo = leaving == 0 ? "" : tokens.Make(TokenPurpose.Undo, handle, leaving);
        return pages.Private("left", PageTitles.Left, new { undo });
    }

    internal static async Task<IResult> PostUndo(
        string token,
        ReaderTokens tokens,
        ReaderLinks links,
        Departures departures,
        ReaderPages pages
    ) =>
        tokens.Read(TokenPurpose.Undo, token) is var (handle, leaving)
        && await departures.ReturnAsync(handle, leaving, CancellationToken.None)
            ? pages.Private("returned", PageTitles.Returned, new { preferences = pages.Path(links.Preferences(handle, 0)) })
            : pages.Unknown();

    private static IResult Page(
        string token,
        byte[] handle,
        long about,
        ReaderLinks links,
        ReaderPages pages,
        int status = StatusCodes.Status200OK
    ) =>
        pages.Private(
            "unsubscribe",
            PageTitles.Unsubscribe,
            new { token, preferences = pages.Path(links.Preferences(handle, about)) },
            status
        );

    private static ConsentManner? MannerOf(IFormCollection form)
    {
        if (form["List-Unsubscribe"] == "One-Click")
            return ConsentManner.OneClick;
        return form["leave"] == "all" ? ConsentManner.Page : null;
    }
}
