using Syndication.Articles;
using Syndication.Digests.Editors;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>Special editions that wait to be queued, as one reader will get them.</summary>
internal sealed class ComingEditions(SpecialEditions editions, IssueStore issues)
{
    /// <summary>Those of sections that the reader follows, the oldest first.</summary>
    public async Task<List<SpecialEdition>> WaitingAsync(IReadOnlyList<Subscription> plan, CancellationToken ct)
    {
        var followed = plan.Where(one => one.Cadence is not Cadence.Off).Select(one => one.Section).ToHashSet();
        return (await editions.WaitingAsync(ct)).FindAll(edition => followed.Contains(edition.Section));
    }

    /// <summary>What comes of them at a moment; what came, or will never come, is taken out of <paramref name="waiting"/>.</summary>
    /// <param name="waiting">What is left.</param>
    /// <param name="reader">The reader; active.</param>
    /// <param name="given">What came before in the look ahead; what comes now is added.</param>
    /// <param name="at">The moment.</param>
    /// <param name="isFirst">Whether it is the first: who is not in quiet hours is served at once, or not at all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SimulatedMoment>> TakeAsync(
        List<SpecialEdition> waiting,
        Subscriber reader,
        HashSet<ArticleId> given,
        DateTimeOffset at,
        bool isFirst,
        CancellationToken ct
    )
    {
        waiting.RemoveAll(edition => !(isFirst && edition.PassedAt is null) && !edition.StillWaitsFor(reader, at));
        if (waiting.Count == 0 || QuietHours.EndOf(reader, at) is not null)
            return [];
        var moments = new List<SimulatedMoment>();
        foreach (var edition in waiting)
        {
            if (
                await editions.DraftAsync(edition, reader, given, at, ct) is not { } draft
                || await issues.MakeAsync(draft, edition, at, ct) is not { } made
            )
                continue;
            given.UnionWith(made.Compiled.Edition.Articles.Select(shown => shown.Article.Id));
            moments.Add(Moment(edition, draft, made, at));
        }

        waiting.Clear();
        return moments;
    }

    private static SimulatedMoment Moment(SpecialEdition edition, IssueDraft draft, MadeIssue made, DateTimeOffset at) =>
        new()
        {
            At = at,
            Due = [],
            Candidates = new Selected
            {
                Items = [],
                Total = 0,
                After = 0,
                Corrections = [],
                CorrectionMark = 0,
                Folded = null,
            },
            Draft = draft,
            Special = edition,
            Made = made,
        };
}
