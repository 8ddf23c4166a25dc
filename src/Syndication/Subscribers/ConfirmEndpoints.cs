using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The two links of a confirmation mail: yes, and "this was not me". A visit shows a button; only the button acts, since mail scanners visit.</summary>
internal static class ConfirmEndpoints
{
    public static void MapConfirm(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/confirm/{token}", ReadEndpoints.Methods, GetConfirm);
        app.MapPost("/confirm/{token}", PostConfirm).TakesForm();
        app.MapMethods("/disown/{token}", ReadEndpoints.Methods, GetDisown);
        app.MapPost("/disown/{token}", PostDisown).TakesForm();
    }

    internal static async Task<IResult> GetConfirm(
        string token,
        ReaderTokens tokens,
        Confirmations confirmations,
        SubscriberStore readers,
        ReaderPages pages,
        FrequencyCap cap,
        CancellationToken ct
    )
    {
        if (tokens.Read(TokenPurpose.Confirm, token) is not var (handle, about))
            return pages.Unknown();
        var (outcome, plan) = await confirmations.LookAsync(handle, about, ct);
        return outcome switch
        {
            ConfirmOutcome.Confirmed => pages.Private(
                "confirm",
                PageTitles.Confirm,
                new
                {
                    token,
                    plan = PlanForm.Model(plan!, Chosen(plan!, await pages.SectionsAsync(ct)), cap, new FieldFaults(), guessZone: false),
                },
                language: plan!.Language
            ),
            ConfirmOutcome.Already => pages.Private(
                "confirmed",
                PageTitles.Confirmed,
                new { preferences = "" },
                language: await readers.LanguageAsync(handle, ct)
            ),
            _ => pages.Unknown(),
        };
    }

    internal static async Task<IResult> PostConfirm(
        string token,
        ReaderTokens tokens,
        Confirmations confirmations,
        ReaderLinks links,
        SubscriberStore readers,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (tokens.Read(TokenPurpose.Confirm, token) is not var (handle, about))
            return pages.Unknown();
        var outcome = await confirmations.ConfirmAsync(handle, about, ct);
        return outcome is ConfirmOutcome.Confirmed or ConfirmOutcome.Already
            ? pages.Private(
                "confirmed",
                PageTitles.Confirmed,
                new { preferences = pages.Path(links.Preferences(handle, about)) },
                language: await readers.LanguageAsync(handle, ct)
            )
            : pages.Unknown();
    }

    internal static async Task<IResult> GetDisown(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderPages pages,
        CancellationToken ct
    ) =>
        tokens.Read(TokenPurpose.Disown, token) is var (handle, _)
            ? pages.Private("disown", PageTitles.Disown, new { token }, language: await readers.LanguageAsync(handle, ct))
            : pages.Unknown();

    internal static async Task<IResult> PostDisown(
        string token,
        ReaderTokens tokens,
        SubscriberStore readers,
        Erasure erasure,
        ReaderPages pages
    )
    {
        if (tokens.Read(TokenPurpose.Disown, token) is not var (handle, _))
            return pages.Unknown();
        var language = await readers.LanguageAsync(handle, CancellationToken.None);

        // Whoever sent this has said what they want: hanging up does not take it back.
        await erasure.DisownAsync(handle, CancellationToken.None);
        return pages.Private("disowned", PageTitles.Disowned, new { }, language: language);
    }

    private static List<Section> Chosen(ReaderPlan plan, List<Section> sections) =>
        sections.FindAll(section => plan.Cadences.GetValueOrDefault(section.Slug) is not Cadence.Off);
}
