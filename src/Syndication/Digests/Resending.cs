using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>
/// Sends an issue again to exactly those who did not get it. Left out are readers who took its articles by another issue since, or may
/// have: nobody gets an article twice; who left, paused or gave up one of its sections; and every message that may have arrived. Those of
/// suppressed addresses end as such at their intent. What a reader is left out of here, the next issue brings by itself.
/// </summary>
internal sealed class Resending(Database database, OpenMessages open, Recovery recovery)
{
    // A verb writes beside the server in transactions of 50 ms at most.
    private const int Chunk = 500;

    /// <summary>Queues the messages again; safe to run again, and while planners run.</summary>
    /// <returns>How many were queued.</returns>
    public async Task<int> SendAgainAsync(long issue, CancellationToken ct)
    {
        // Whoever is still to be cancelled, because that was broken off, is missed as well.
        await open.EndAsync(MessageStream.Digest, issue, most: null, ct);
        var missed = await database.ReadAsync((db, token) => recovery.MissedAsync(db, MessageStream.Digest, issue, token), ct);
        var total = 0;
        foreach (var readers in missed.Order().Chunk(Chunk))
            total += await database.WriteAsync((db, token) => QueueAgainAsync(db, issue, readers, token), ct);
        return total;
    }

    private async Task<int> QueueAgainAsync(PublicationDb db, long issue, long[] readers, CancellationToken ct)
    {
        var wanting = await WantingAsync(db, await NewestAsync(db, issue, ct), readers, ct);
        var served = await ServedOtherwiseAsync(db, issue, wanting, ct);
        wanting.ExceptWith(served);
        if (wanting.Count == 0)
            return 0;

        // A planner that is choosing articles for these readers at this moment must not choose what is on its way again.
        await db.Set<Subscriber>()
            .Where(reader => wanting.Contains(reader.Number))
            .ExecuteUpdateAsync(change => change.SetProperty(reader => reader.PlanVersion, reader => reader.PlanVersion + 1), ct);
        return await recovery.QueueAgainAsync(db, MessageStream.Digest, issue, wanting, ct);
    }

    /// <summary>The sections that the newest version shows something from, each with the last sequence of it.</summary>
    private static async Task<Dictionary<SectionSlug, long>> NewestAsync(PublicationDb db, long issue, CancellationToken ct)
    {
        var rows = await (
            from row in db.Set<Issue>()
            join shown in db.Set<IssueArticle>() on new { Issue = row.Id, row.Version } equals new { shown.Issue, shown.Version }
            join membership in db.Set<MembershipRow>()
                on new { shown.Article, shown.Section } equals new { membership.Article, membership.Section }
            where row.Id == issue && membership.Sequence != null && shown.Form != ArticleForm.Correction
            select new { shown.Section, membership.Sequence }
        ).ToListAsync(ct);
        return rows.GroupBy(row => row.Section).ToDictionary(group => group.Key, group => group.Max(row => row.Sequence!.Value));
    }

    /// <summary>Active readers who still follow every section of it, and did so when it was new.</summary>
    private static async Task<HashSet<long>> WantingAsync(
        PublicationDb db,
        Dictionary<SectionSlug, long> sections,
        long[] readers,
        CancellationToken ct
    )
    {
        if (sections.Count == 0)
            return [];
        var active = await db.Set<Subscriber>()
            .Where(reader => readers.Contains(reader.Number) && reader.State == SubscriberState.Active)
            .Select(reader => reader.Number)
            .ToListAsync(ct);
        var ids = active.ConvertAll(number => new SubscriberId(number));
        var plans = await db.Set<Subscription>()
            .Where(one => ids.Contains(one.Subscriber) && one.Cadence != Cadence.Off)
            .Select(one => new
            {
                one.Subscriber,
                one.Section,
                one.From,
            })
            .ToListAsync(ct);
        return plans
            .Where(one => sections.TryGetValue(one.Section, out var newest) && one.From < newest)
            .GroupBy(one => one.Subscriber.Value)
            .Where(followed => followed.Count() == sections.Count)
            .Select(followed => followed.Key)
            .ToHashSet();
    }

    /// <summary>Those whom another issue brought one of its articles, or may yet bring it.</summary>
    private static async Task<List<long>> ServedOtherwiseAsync(PublicationDb db, long issue, HashSet<long> readers, CancellationToken ct)
    {
        // A correction is for those who have the article: only the corrected one by another issue makes it superfluous.
        var others = await (
            from ours in db.Set<IssueArticle>()
            join theirs in db.Set<IssueArticle>() on ours.Article equals theirs.Article
            where ours.Issue == issue && theirs.Issue != issue
            where ours.Form != ArticleForm.Correction || theirs.Revision >= ours.Revision
            select theirs.Issue
        )
            .Distinct()
            .ToListAsync(ct);
        return others.Count == 0
            ? []
            : await Received
                .Holding(db, readers, others.Min())
                .Where(message => others.Contains(message.Group))
                .Select(message => message.Recipient)
                .Distinct()
                .ToListAsync(ct);
    }
}
