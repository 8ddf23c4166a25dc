using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>
/// Runs one reader's future by the planner's own rules, on copies: every moment at which the reader is due between now and then, with what is
/// published now and what embargoes will bring. Stores nothing and sends nothing.
/// </summary>
internal sealed class Simulation(
    Database database,
    Planner planner,
    DueRules rules,
    ReaderZones zones,
    IssueStore issues,
    ComingEditions editions
)
{
    // The planner looks once a minute.
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>All moments up to <paramref name="until"/>, in order; none where the reader is due at none.</summary>
    /// <param name="reader">Read for this alone: its plan and slots move along.</param>
    /// <param name="until">The end, included.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SimulatedMoment>> RunAsync(Reader reader, DateTimeOffset until, CancellationToken ct)
    {
        var tick = await planner.BeginAsync(ct);
        var coming = new Queue<ComingArticle>(await ComingAsync(until, ct));
        var newest = new Dictionary<SectionSlug, long>(tick.Newest);
        var plan = reader.Subscriptions.ToList();
        var (subscriber, given) = (reader.Subscriber, new HashSet<ArticleId>());
        var moments = new List<SimulatedMoment>();
        zones.Mend(subscriber);
        var waiting = await editions.WaitingAsync(plan, ct);
        for (DateTimeOffset? at = tick.Now; at <= until; at = Next(subscriber, plan, newest, coming, waiting.Count > 0, at.Value))
        {
            Expect(tick, coming, newest, at.Value);
            if (subscriber.State is SubscriberState.Active)
                moments.AddRange(await editions.TakeAsync(waiting, subscriber, given, at.Value, at == tick.Now, ct));
            Wake(subscriber, plan, at.Value);
            if (subscriber.State is not SubscriberState.Active)
                continue;
            var due = rules.Of(subscriber, plan, newest, at.Value);
            if (due.Due.Count == 0)
            {
                Apply(due, due.Retimed);
                continue;
            }

            var moment = await PlanAsync(tick with { Now = at.Value }, due, given, ct);
            moments.Add(moment);
            given.UnionWith(moment.Articles.Select(shown => shown.Article.Id));
        }

        return moments;
    }

    private async Task<SimulatedMoment> PlanAsync(Planner.Tick tick, DueReader due, HashSet<ArticleId> given, CancellationToken ct)
    {
        var all = (await tick.Selection.ChooseAsync([due], ct))[due.Reader.Number];
        var items = all.Items.Where(item => !given.Contains(item.Article)).ToList();
        var chosen = all with { Items = items, Total = all.Total - (all.Items.Count - items.Count) };
        var draft = Planner.Draft(tick, due, chosen);
        var made = chosen.IsEmpty ? null : await issues.MakeAsync(draft, tick.Now, ct);
        var issue = new PlannedIssue(null, made?.Taken ?? chosen.Items.Count);
        var moment = new SimulatedMoment
        {
            At = tick.Now,
            Due = [.. due.Due.Select(one => new DueSection(one.Section, one.Cadence, one.NextSlot, one.Mark))],
            Candidates = chosen,
            Draft = draft,
            Made = made,
        };
        var planned = planner.Decide(tick, due, chosen, issue);
        due.Reader.CorrectionMark = planned.CorrectionMark ?? due.Reader.CorrectionMark;
        Apply(due, planned.Moves);
        if (made is not null)
            due.Reader.LastIssueAt = tick.Now;
        return moment;
    }

    private static void Apply(DueReader due, IReadOnlyList<Move> moves)
    {
        foreach (var move in moves)
        {
            var subscription = due.Plan.First(one => one.Section == move.Section);
            (subscription.Mark, subscription.NextSlot, subscription.NextDueAt) = (move.Mark, move.NextSlot, move.NextDueAt);
        }
    }

    private static void Expect(Planner.Tick tick, Queue<ComingArticle> coming, Dictionary<SectionSlug, long> newest, DateTimeOffset at)
    {
        while (coming.TryPeek(out var next) && next.At <= at)
        {
            var article = coming.Dequeue();
            var item = new NewsItem(tick.News.Cutoff + 1, article.Id, article.Revision, article.Home, article.Section, article.At);
            tick.News.Expect(item);
            newest[article.Section] = item.Sequence;
        }
    }

    private static void Wake(Subscriber subscriber, List<Subscription> plan, DateTimeOffset at)
    {
        if (subscriber.State is not SubscriberState.Paused || !(subscriber.PausedUntil <= at))
            return;
        NextSlots.CatchUp(subscriber, plan, subscriber.PausedUntil!.Value);
        (subscriber.State, subscriber.PausedUntil) = (SubscriberState.Active, null);
    }

    /// <summary>
    /// The minute in which anything can happen next: a slot, the end of a pause, of an embargo or of the quiet hours; where an issue had no room for
    /// all that is new to who waits for each, the very next one.
    /// </summary>
    private static DateTimeOffset? Next(
        Subscriber subscriber,
        List<Subscription> plan,
        Dictionary<SectionSlug, long> newest,
        Queue<ComingArticle> coming,
        bool hasEditions,
        DateTimeOffset after
    )
    {
        var isActive = subscriber.State is SubscriberState.Active;
        var moments = plan.Where(one => one.Cadence is not Cadence.Off).Select(one => one.NextDueAt).ToList();
        moments.Add(subscriber.State is SubscriberState.Paused ? subscriber.PausedUntil : null);
        moments.Add(coming.TryPeek(out var article) ? article.At : null);
        if (plan.Exists(one => one is { Cadence: Cadence.Each, NextDueAt: null } && newest.GetValueOrDefault(one.Section) > one.Mark))
            moments.Add(QuietHours.EndOf(subscriber, after) ?? (isActive ? after + Minute : null));
        if (hasEditions)
            moments.Add(QuietHours.EndOf(subscriber, after));
        return moments.Where(moment => moment > after).Min() is { } next ? InItsMinute(next) : null;
    }

    private static DateTimeOffset InItsMinute(DateTimeOffset at) =>
        at.AddTicks((Minute.Ticks - (at.UtcTicks % Minute.Ticks)) % Minute.Ticks);

    private Task<List<ComingArticle>> ComingAsync(DateTimeOffset until, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                (
                    from article in db.Set<ArticleRow>()
                    join membership in db.Set<MembershipRow>() on article.Id equals membership.Article
                    where article.State == ArticleState.Scheduled && article.Announce && article.PublishedAt <= until
                    orderby article.PublishedAt, article.Id, membership.Section
                    select new ComingArticle(article.PublishedAt, article.Id, article.Revision, article.Section, membership.Section)
                ).ToListAsync(token),
            ct
        );

    private sealed record ComingArticle(DateTimeOffset At, ArticleId Id, int Revision, SectionSlug Home, SectionSlug Section);
}
