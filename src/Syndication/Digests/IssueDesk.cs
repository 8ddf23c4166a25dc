using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Delivery.Gate;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>What newsroom and operators see of issues, and the switches that they have.</summary>
internal sealed class IssueDesk(Database database, Ledger ledger, OpenMessages open, SenderSignal senders)
{
    /// <summary>The latest issues, newest first.</summary>
    public Task<IReadOnlyList<IssueSummary>> LatestAsync(int count, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await SummariesAsync(db, await db.Set<Issue>().OrderByDescending(issue => issue.Id).Take(count).ToListAsync(token), token),
            ct
        );

    /// <summary>One issue, or null.</summary>
    public Task<IssueSummary?> FindAsync(string publicId, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                (
                    await SummariesAsync(db, await db.Set<Issue>().Where(issue => issue.PublicId == publicId).ToListAsync(token), token)
                ).SingleOrDefault(),
            ct
        );

    /// <summary>Pauses, resumes or cancels; a cancelled issue is not resumed, and its articles come again in the next one.</summary>
    /// <returns>Null: no such issue; false: it is not in a state for it.</returns>
    public async Task<bool?> SwitchAsync(string publicId, MailingState state, CancellationToken ct)
    {
        var issue = await database.ReadAsync(
            (db, token) => db.Set<Issue>().Where(row => row.PublicId == publicId).Select(row => (long?)row.Id).SingleOrDefaultAsync(token),
            ct
        );
        if (issue is not { } id)
            return null;
        if (state is MailingState.Cancelled)
        {
            await open.CancelAsync(MessageStream.Digest, id, ct);
            return true;
        }

        var done = await database.WriteAsync(
            (db, token) =>
                state is MailingState.Open
                    ? ledger.ResumeAsync(db, MessageStream.Digest, id, token)
                    : ledger.PauseAsync(db, MessageStream.Digest, id, token),
            ct
        );
        if (done && state is MailingState.Open)
            senders.Wake();
        return done;
    }

    private async Task<IReadOnlyList<IssueSummary>> SummariesAsync(PublicationDb db, List<Issue> issues, CancellationToken ct)
    {
        var ids = issues.ConvertAll(issue => issue.Id);
        var articles = await ArticlesAsync(db, ids, ct);
        var reasons = await MailingNotes.ReasonsAsync(db, ids, ct);
        var summaries = new List<IssueSummary>(issues.Count);
        foreach (var issue in issues)
        {
            var counts = await ledger.CountsAsync(db, MessageStream.Digest, issue.Id, ct);
            var state = await ledger.StateAsync(db, MessageStream.Digest, issue.Id, ct);
            summaries.Add(
                new IssueSummary(
                    issue.PublicId,
                    issue.Title,
                    issue.CreatedAt,
                    (state ?? MailingState.Open).ToString().ToLowerInvariant(),
                    [.. articles[issue.Id].Where(pair => pair.Version == issue.Version).Select(pair => pair.Article)],
                    MessageCounts.Of(counts?.States ?? new Dictionary<MessageState, int>()),
                    counts?.Repeats ?? 0,
                    counts?.Doubts ?? 0
                )
                {
                    Reasons = reasons.Contains(issue.Id) ? [.. reasons[issue.Id]] : null,
                }
            );
        }

        return summaries;
    }

    private static async Task<ILookup<long, (int Version, IssueSummaryArticle Article)>> ArticlesAsync(
        PublicationDb db,
        List<long> ids,
        CancellationToken ct
    )
    {
        var rows = await (
            from shown in db.Set<IssueArticle>()
            join revision in db.Set<RevisionRow>()
                on new { shown.Article, Number = shown.Revision } equals new { revision.Article, revision.Number }
            where ids.Contains(shown.Issue)
            orderby shown.Issue, shown.Version, shown.Position
            select new { Shown = shown, revision.Title }
        ).ToListAsync(ct);
        return rows.ToLookup(
            row => row.Shown.Issue,
            row =>
                (
                    row.Shown.Version,
                    new IssueSummaryArticle(
                        row.Shown.Article.ToString(),
                        row.Title,
                        row.Shown.Section.Value,
                        row.Shown.Revision,
                        row.Shown.Form.ToString().ToLowerInvariant()
                    )
                )
        );
    }
}
