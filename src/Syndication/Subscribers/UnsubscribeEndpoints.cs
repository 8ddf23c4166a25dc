using Syndication.Delivery.Gate;
using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The way out. The POST is RFC 8058's one-click too: no cookie, no redirect, and 200 also for whoever is out already.</summary>
internal static class UnsubscribeEndpoints
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/unsubscribe/{token}", ReadEndpoints.Methods, GetPage);
        app.MapPost("/unsubscribe/{token}", PostLeave).TakesForm();
        app.MapPost("/unsubscribe/{token}/undo", PostUndo).TakesForm();
    }

    internal static async Task<IResult> GetPage(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderLinks links,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Unsubscribe, token) is var (handle, about)
            ? Page(token, pages.Path(links.Preferences(handle, about)), await readers.LanguageAsync(handle, ct), pages)
            : pages.Unknown();

    internal static async Task<IResult> PostLeave(
        string token,
        HttpRequest request,
        OneClickProbe probe,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderLinks links,
        Departures departures,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (probe.IsProbe(token))
            return await AnswerProbeAsync(request, pages, ct);
        if (tokens.Read(TokenPurpose.Unsubscribe, token) is not var (handle, about))
            return pages.Unknown();
        var language = await readers.LanguageAsync(handle, CancellationToken.None);
        if (MannerOf(await FormReading.ReadOrEmptyAsync(request, ct)) is not { } how)
            return Page(token, pages.Path(links.Preferences(handle, about)), language, pages, StatusCodes.Status400BadRequest);

        // Whoever sent this has said what they want: hanging up does not take it back.
        var leaving = await departures.LeaveAsync(handle, how, about, CancellationToken.None);
        var undo = leaving == 0 ? "" : tokens.Make(TokenPurpose.Undo, handle, leaving);
        return pages.Private("left", PageTitles.Left, new { undo }, language: language);
    }

    internal static async Task<IResult> PostUndo(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderLinks links,
        Departures departures,
        ReaderPages pages
    ) =>
        tokens.Read(TokenPurpose.Undo, token) is var (handle, leaving)
        && await departures.ReturnAsync(handle, leaving, CancellationToken.None)
            ? pages.Private(
                "returned",
                PageTitles.Returned,
                new { preferences = pages.Path(links.Preferences(handle, 0)) },
                language: await readers.LanguageAsync(handle, CancellationToken.None)
            )
            : pages.Unknown();

    // As whoever is out already is answered, once the form has arrived whole.
    private static async Task<IResult> AnswerProbeAsync(HttpRequest request, ReaderPages pages, CancellationToken ct)
    {
        if (MannerOf(await FormReading.ReadOrEmptyAsync(request, ct)) is not ConsentManner.OneClick)
            return TypedResults.BadRequest();
        request.HttpContext.Response.Headers[OneClickProbe.AnswerHeader] = "1";
        return pages.Private("left", PageTitles.Left, new { undo = "" });
    }

    private static IResult Page(
        string token,
        string preferences,
        string? language,
        ReaderPages pages,
        int status = StatusCodes.Status200OK
    ) => pages.Private("unsubscribe", PageTitles.Unsubscribe, new { token, preferences }, status, language);

    private static ConsentManner? MannerOf(IFormCollection form)
    {
        if (form["List-Unsubscribe"] == "One-Click")
            return ConsentManner.OneClick;
        return form["leave"] == "all" ? ConsentManner.Page : null;
    }
}
