namespace Syndication.Digests.Previews;

/// <summary>A preview as the API tells it.</summary>
/// <param name="Due">When the reader is due; null: not by the time asked for.</param>
/// <param name="Subject">Null: no mail then.</param>
/// <param name="Approval">Whether it would wait for somebody's approval.</param>
/// <param name="Bytes">Of the whole mail as it is sent.</param>
/// <param name="Articles">In the order shown, corrections last, each with why it is in.</param>
/// <param name="More">How many had no room.</param>
/// <param name="Earlier">The moments before it, from now on.</param>
/// <param name="Withheld">Why the reader gets nothing at all, such as a suppressed address; null: nothing is withheld.</param>
/// <param name="Explained">Of the article that was asked about.</param>
/// <param name="Html">The HTML part; null where the reader takes text alone.</param>
/// <param name="Text">The text part.</param>
/// <param name="Raw">The mail with header and encoding.</param>
internal sealed record PreviewView(
    DateTimeOffset? Due,
    string? Subject,
    bool Approval,
    int Bytes,
    IReadOnlyList<PreviewArticle> Articles,
    int More,
    IReadOnlyList<PreviewMoment> Earlier,
    string? Withheld,
    Explanation? Explained,
    string? Html,
    string? Text,
    string? Raw
)
{
    public static PreviewView Of(Preview preview, Explanation? explained)
    {
        var moment = preview.Moments.Count == 0 ? null : preview.Moments[^1];
        var mail = preview.Mail;
        return new PreviewView(
            moment?.At,
            mail?.Subject,
            moment?.Made?.IsHeld ?? false,
            preview.Raw.Length,
            moment is null ? [] : [.. moment.Told.Select(shown => PreviewArticle.Of(moment, shown))],
            moment?.Made?.Compiled.Edition.More ?? 0,
            [.. preview.Moments.SkipLast(1).Select(PreviewMoment.Of)],
            preview.Withheld,
            explained,
            mail?.Body.Html is { } html ? preview.Fill(html) : null,
            mail is null ? null : preview.Fill(mail.Body.Text),
            mail is null ? null : preview.Raw
        );
    }
}

/// <summary>An article of a preview.</summary>
internal sealed record PreviewArticle(string Id, string Title, string Section, string Form, string Why)
{
    public static PreviewArticle Of(SimulatedMoment moment, EditionArticle shown) =>
        new(
            shown.Article.Id.ToString(),
            shown.Article.Title,
            shown.Section.Slug.Value,
            shown.Form.ToString().ToLowerInvariant(),
            Explanations.WhyIn(moment, shown)
        );
}

/// <summary>A moment before the one shown.</summary>
/// <param name="Due">When.</param>
/// <param name="Subject">Null: nothing new, no mail.</param>
/// <param name="Articles">How many articles it has, corrections counted.</param>
internal sealed record PreviewMoment(DateTimeOffset Due, string? Subject, int Articles)
{
    public static PreviewMoment Of(SimulatedMoment moment) => new(moment.At, moment.Made?.Compiled.Rendered.Subject, moment.Told.Count());
}
