using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>Another address for a reader: asked for by the link in any mail, confirmed by a mail to the new one.</summary>
internal static class AddressEndpoints
{
    public static void MapAddress(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/preferences/{token}/address", ReadEndpoints.Methods, GetForm);
        app.MapPost("/preferences/{token}/address", PostForm).TakesForm();
        app.MapMethods("/move/{token}", ReadEndpoints.Methods, GetMove);
        app.MapPost("/move/{token}", PostMove).TakesForm();
        app.MapPost("/move/{token}/disown", PostDisown).TakesForm();
    }

    internal static async Task<IResult> GetForm(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Preferences, token) is var (handle, _) && await readers.LanguageAsync(handle, ct) is { } language
            ? Form(token, "", wrong: false, language, pages)
            : pages.Unknown();

    internal static async Task<IResult> PostForm(
        string token,
        HttpContext http,
        ReaderTokens tokens,
        SubscriberStore readers,
        AddressChanges changes,
        SteadyAnswers answers,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (
            tokens.Read(TokenPurpose.Preferences, token) is not var (handle, _)
            || await readers.LanguageAsync(handle, ct) is not { } language
        )
            return pages.Unknown();
        var form = await FormReading.ReadOrEmptyAsync(http.Request, ct);
        if (!EmailAddress.TryParse(form["email"], out var to, out _))
            return Form(token, form["email"].ToString(), wrong: true, language, pages);
        await answers.AfterAsync(() => changes.AskAsync(handle, to, FormReading.NetworkOf(http), ct), ct);
        return pages.Private("check-your-mail", PageTitles.CheckYourMail, new { }, language: language);
    }

    internal static async Task<IResult> GetMove(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        AddressChanges changes,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Move, token) is var (handle, about) && await changes.LookAsync(handle, about, ct) is { } address
            ? pages.Private("move", PageTitles.Move, new { token, address }, language: await readers.LanguageAsync(handle, ct))
            : pages.Unknown();

    internal static async Task<IResult> PostMove(
        string token,
        ReaderTokens tokens,
        ReaderLinks links,
        SubscriberStore readers,
        AddressChanges changes,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Move, token) is var (handle, about) && await changes.ChangeAsync(handle, about, ct)
            ? pages.Private(
                "moved",
                PageTitles.Moved,
                new { preferences = pages.Path(links.Preferences(handle, 0)) },
                language: await readers.LanguageAsync(handle, ct)
            )
            : pages.Unknown();

    internal static async Task<IResult> PostDisown(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        AddressChanges changes,
        ReaderPages pages
    ) =>
        // Whoever sent this has said what they want: hanging up does not take it back.
        tokens.Read(TokenPurpose.Move, token)
            is var (handle, about)
        && await changes.DisownAsync(handle, about, CancellationToken.None)
            ? pages.Private("disowned", PageTitles.Disowned, new { }, language: await readers.LanguageAsync(handle, CancellationToken.None))
            : pages.Unknown();

    private static IResult Form(string token, string email, bool wrong, string language, ReaderPages pages) =>
        pages.Private(
            "address",
            PageTitles.Address,
            new
            {
                token,
                email,
                wrongEmail = wrong,
                trap = PlanForm.Trap,
            },
            wrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
            language
        );
}
