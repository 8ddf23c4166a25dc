using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>What newsroom and operators see of issues, and the switches that they have.</summary>
internal sealed class IssueDesk(Database database, SenderSignal senders, TimeProvider clock)
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

    /// <summary>The newest version for the browser; null where there is no such issue.</summary>
    public Task<(Issue Issue, IssueVersion Content)?> ReadAsync(string publicId, CancellationToken ct) =>
        database.ReadAsync<(Issue, IssueVersion)?>(
            async (db, token) =>
            {
                var issue = await db.Set<Issue>().SingleOrDefaultAsync(row => row.PublicId == publicId, token);
                if (issue is null)
                    return null;
                var content = await db.Set<IssueVersion>().SingleAsync(row => row.Issue == issue.Id && row.Version == issue.Version, token);
                return (issue, content);
            },
            ct
        );

    /// <summary>Pauses, resumes or cancels; a cancelled issue stays cancelled, and its articles come again in the next one.</summary>
    /// <returns>Null: no such issue; false: it is cancelled already.</returns>
    public async Task<bool?> SwitchAsync(string publicId, MailingState state, CancellationToken ct)
    {
        var done = await database.WriteAsync<bool?>(
            async (db, token) =>
            {
                var id = await db.Set<Issue>()
                    .Where(row => row.PublicId == publicId)
                    .Select(row => (long?)row.Id)
                    .SingleOrDefaultAsync(token);
                if (id is null)
                    return null;
                var changed = await SwitchAsync(db, id.Value, state, token);
                if (changed && state is MailingState.Cancelled)
                    await CancelMessagesAsync(db, id.Value, token);
                return changed;
            },
            ct
        );
        if (done is true && state is MailingState.Open)
            senders.Wake();
        return done;
    }

    private static async Task<bool> SwitchAsync(PublicationDb db, long issue, MailingState state, CancellationToken ct)
    {
        var mailing = await db.Set<Mailing>().FindAsync([MessageStream.Digest, issue], ct);
        if (mailing is null)
            db.Add(mailing = new Mailing { Stream = MessageStream.Digest, Group = issue });
        if (mailing.State is MailingState.Cancelled && state is not MailingState.Cancelled)
            return false;
        mailing.State = state;
        return true;
    }

    private async Task CancelMessagesAsync(PublicationDb db, long issue, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await db.Set<Message>()
            .Where(message => message.Stream == MessageStream.Digest && message.Group == issue)
            .Where(message =>
                message.State == MessageState.Queued || message.State == MessageState.Leased || message.State == MessageState.Deferred
            )
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(message => message.State, MessageState.Cancelled)
                        .SetProperty(message => message.LastReply, "the issue was cancelled")
                        .SetProperty(message => message.DoneAt, now),
                ct
            );
    }

    private static async Task<IReadOnlyList<IssueSummary>> SummariesAsync(PublicationDb db, List<Issue> issues, CancellationToken ct)
    {
        var ids = issues.ConvertAll(issue => issue.Id);
        var articles = await ArticlesAsync(db, ids, ct);
        var counts = await (
            from message in db.Set<Message>()
            where message.Stream == MessageStream.Digest && ids.Contains(message.Group)
            group message by new { message.Group, message.State } into state
            select new
            {
                state.Key.Group,
                state.Key.State,
                Count = state.LongCount(),
                Repeats = state.Sum(message => (long)message.Repeats),
                Doubts = state.Sum(message => (long)message.Doubts),
            }
        ).ToListAsync(ct);
        var byIssue = counts.ToLookup(count => count.Group);
        return issues.ConvertAll(issue => new IssueSummary(
            issue.PublicId,
            issue.Title,
            issue.CreatedAt,
            [.. articles[issue.Id].Where(pair => pair.Version == issue.Version).Select(pair => pair.Article)],
            MessageCounts.Of(byIssue[issue.Id].ToDictionary(count => count.State, count => count.Count)),
            byIssue[issue.Id].Sum(count => count.Repeats),
            byIssue[issue.Id].Sum(count => count.Doubts)
        ));
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
