using System.Globalization;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Ingest;
using Syndication.Operations.DoNotMail;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>The whole host as a newsroom, its readers and its relays use it, and what its ledger says that readers received.</summary>
internal sealed class HistoryWorld : IDisposable
{
    private readonly ReaderHost host = new();
    private readonly Lazy<HttpClient> newsroom;

    // By reader, what was called back and must come with the next tick in which the reader is due.
    private readonly Dictionary<string, HashSet<string>> calledBack = new(StringComparer.Ordinal);

    public HistoryWorld()
    {
        host.Settings["Digests:ChunkSize"] = "1";
        host.Settings["Digests:ByteBudget"] = "20000";
        newsroom = new(host.Newsroom);
    }

    public HistoryModel Model { get; } = new();

    public DateTimeOffset Now => host.Clock.GetUtcNow();

    public async Task ReadyAsync()
    {
        await host.ReadyAsync();

        // The clocks of the readers' zone change in the first weeks.
        host.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 25, 12, 0, 0, TimeSpan.Zero));
    }

    public Task PublishAsync(int number, int look, string[] sections, bool announce, string? correction) =>
        PublishAsync([number], look, sections, announce, correction);

    /// <summary>The newsroom's system sends articles, new ones or again; their look decides about title and address.</summary>
    public async Task PublishAsync(IReadOnlyList<int> numbers, int look, string[] sections, bool announce, string? correction)
    {
        var sent = numbers.Select(number => new
        {
            id = IdOf(number),
            section = sections[0],
            sections = sections[1..],
            title = $"Piece {number} as {look}",
            slug = $"piece-{number}-{look}",
            bodyText = $"What is to be said about {number}, in look {look}.",
            announce,
            correction,
            // Before all clocks of a history: one that is turned back makes an embargo of what is sent again.
            publishedAt = SyndicationHost.Start,
        });
        (await newsroom.Value.PostAsJsonAsync("/api/v1/articles:batch", sent)).EnsureSuccessStatusCode();
        foreach (var number in numbers)
            Model.Publish(IdOf(number), sections, announce, correction);
    }

    public async Task WithdrawAsync(string id)
    {
        (await newsroom.Value.DeleteAsync(new Uri($"/api/v1/articles/{id}", UriKind.Relative))).EnsureSuccessStatusCode();
        Model.Withdraw(id);
    }

    public async Task JoinAsync(string email, Cadence gear, Cadence benefits)
    {
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.SubscribeAsync(email, ("cadence.gear", Word(gear)), ("cadence.benefits", Word(benefits)));
        Model.Join(email, Followed(gear, benefits));
    }

    /// <summary>A reader sends the form of the preferences page.</summary>
    public async Task ChangeAsync(string email, Cadence gear, Cadence benefits, string hour, DateTimeOffset? pausedUntil = null)
    {
        var reader = await host.FindAsync(email);
        var open = await OpenAsync(reader);
        using var form = ReaderHost.Form(
            "",
            [
                ("cadence.gear", Word(gear)),
                ("cadence.benefits", Word(benefits)),
                ("hour", hour),
                .. pausedUntil is { } until
                    ? new[] { ("paused", "yes"), ("pausedUntil", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) }
                    : [],
            ]
        );
        var reply = await host.Browser.PostAsync(new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery, form);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, reply.StatusCode);
        foreach (var section in new[] { "gear", "benefits" })
            Model.Follow(email, section, Followed(gear, benefits).Contains(section));
        await HastenedAsync(email, open);
    }

    /// <summary>A reader leaves by a mail's one-click, and takes it back on the page.</summary>
    public async Task LeaveAndReturnAsync(string email)
    {
        var reader = await host.FindAsync(email);
        var open = await OpenAsync(reader);
        var handle = reader.Subscriber.Handle;
        using var leave = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        (await host.Browser.PostAsync(new Uri(host.Links.Unsubscribe(handle, 0)).PathAndQuery, leave)).EnsureSuccessStatusCode();
        var leaving = (await host.ConsentsAsync(reader)).Last(happened => happened.What is ConsentAct.Left).Id;
        var undo = $"/unsubscribe/{host.Tokens.Make(TokenPurpose.Undo, handle, leaving)}/undo";
        (await host.Browser.PostAsync(undo, null)).EnsureSuccessStatusCode();
        await HastenedAsync(email, open);
    }

    /// <summary>The clock is moved, forwards or, as an operator may, backwards.</summary>
    public void Move(TimeSpan by) => host.Clock.AdjustTime(Now + by);

    /// <summary>The minute's work, and what must hold after it.</summary>
    public async Task TickAsync(int planners = 1)
    {
        await host.Services.GetRequiredService<ArticleJobs>().SettleDueAsync(CancellationToken.None);
        var due = await DueAsync();
        await Task.WhenAll(Enumerable.Range(0, planners).Select(_ => Task.Run(() => PlanAsync(CancellationToken.None))));
        foreach (var (email, sections) in due)
        {
            var (held, more) = await HeldAsync(email);
            var missing = Model.Pieces.Keys.Where(id => Model.IsEntitled(email, id, sections.Contains) && !held.Contains(id)).ToList();
            Assert.True(missing.Count <= more, $"{email} waits for {string.Join(", ", missing)} after {Now:s}, and {more} had no room");
            if (sections.Count == 0 || !calledBack.Remove(email, out var back))
                continue;
            var late = back.Where(id => Model.IsEntitled(email, id, _ => true) && !held.Contains(id)).ToList();
            Assert.True(late.Count <= more, $"{email} waits for {string.Join(", ", late)} since they were called back before {Now:s}");
        }
    }

    /// <summary>A planner that is killed after so long.</summary>
    public async Task CrashAsync(TimeSpan after)
    {
        using var killed = new CancellationTokenSource(after);
        try
        {
            await PlanAsync(killed.Token);
        }
        catch (OperationCanceledException) when (killed.IsCancellationRequested)
        {
            // What it had committed stays.
        }
    }

    /// <summary>The relays answer what is open.</summary>
    /// <returns>How many messages that was.</returns>
    public async Task<int> AnswerAsync(Func<int, MessageState> answers)
    {
        var content = host.Services.GetServices<IMessageContent>().Single(one => one.Stream is MessageStream.Digest);
        var open = (await host.RowsAsync(MessageStream.Digest)).FindAll(row => row.State is MessageState.Queued or MessageState.Deferred);
        foreach (var (row, index) in open.Select((row, index) => (row, index)))
        {
            var key = new MessageKey(row.Stream, row.Group, row.Recipient);
            var mail = (await content.ComposeAsync(key, CancellationToken.None) as Composition.Ready)?.Mail;
            var state = mail is null ? MessageState.Cancelled : answers(index);
            var mistaken = state is MessageState.Suppressed ? mail!.To : null;
            if (mistaken is not null)
                await SuppressAsync(mistaken);
            await host.Database.WriteAsync(
                (db, ct) =>
                    db.Set<Message>()
                        .Where(one => one.Id == row.Id)
                        .ExecuteUpdateAsync(
                            change =>
                                change
                                    .SetProperty(one => one.State, state)
                                    .SetProperty(one => one.VersionSent, mail == null ? null : mail.Version)
                                    .SetProperty(one => one.Doubts, one => one.Doubts + (state == MessageState.InDoubt ? 1 : 0)),
                            ct
                        ),
                CancellationToken.None
            );
            if (mistaken is not null)
                Assert.True(
                    await host.Services.GetRequiredService<SuppressionDesk>().LiftAsync(new(mistaken, null), CancellationToken.None)
                );
        }

        return open.Count;
    }

    /// <summary>A fault: the ledger says something else of what was sent.</summary>
    public Task MisreportAsync(MessageState was, MessageState becomes) =>
        host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Message>()
                    .Where(one => one.Stream == MessageStream.Digest && one.State == was)
                    .ExecuteUpdateAsync(change => change.SetProperty(one => one.State, becomes), ct),
            CancellationToken.None
        );

    /// <summary>A fault: readers' marks pass what they did not get.</summary>
    public Task SkipAsync() =>
        host.Database.WriteAsync(
            (db, ct) => db.Set<Subscription>().ExecuteUpdateAsync(change => change.SetProperty(one => one.Mark, one => one.Mark + 100), ct),
            CancellationToken.None
        );

    /// <summary>What of articles a reader received or may have received, in order.</summary>
    public async Task<List<Receipt>> ReceivedAsync(string email)
    {
        var number = (await host.FindAsync(email)).Subscriber.Number;
        var rows = await host.Database.ReadAsync(
            (db, ct) =>
                (
                    from message in db.Set<Message>()
                    join shown in db.Set<IssueArticle>()
                        on new { Issue = message.Group, Version = message.VersionSent!.Value } equals new { shown.Issue, shown.Version }
                    join source in db.Set<ArticleSource>() on shown.Article equals source.Article
                    where message.Stream == MessageStream.Digest && message.Recipient == number
                    where message.State == MessageState.Sent || message.Doubts > 0
                    orderby message.Id, shown.Position
                    select new Receipt(source.ExternalId, shown.Revision, shown.Form == ArticleForm.Correction)
                ).ToListAsync(ct),
            CancellationToken.None
        );
        return rows;
    }

    /// <summary>The first revision that carries an article's present correction; null: none was made.</summary>
    public Task<int?> CorrectedInAsync(string id) =>
        host.Database.ReadAsync(
            (db, ct) =>
                (
                    from source in db.Set<ArticleSource>()
                    join article in db.Set<ArticleRow>() on source.Article equals article.Id
                    where source.ExternalId == id
                    select article.CorrectionRevision
                ).SingleAsync(ct),
            CancellationToken.None
        );

    public void Dispose()
    {
        if (newsroom.IsValueCreated)
            newsroom.Value.Dispose();
        host.Dispose();
    }

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"piece-{number:000}");

    private static string Word(Cadence cadence) => PlanWords.Of(cadence);

    private static IEnumerable<string> Followed(Cadence gear, Cadence benefits) =>
        new[] { ("gear", gear), ("benefits", benefits) }.Where(one => one.Item2 is not Cadence.Off).Select(one => one.Item1);

    private async Task PlanAsync(CancellationToken ct) => await host.Services.GetRequiredService<Planner>().PlanDueAsync(ct);

    private Task SuppressAsync(string email) =>
        host.Database.WriteAsync(
            (db, ct) => host.Services.GetRequiredService<Suppressions>().AddAsync(db, email, SuppressionReason.NoSuchMailbox, ct),
            CancellationToken.None
        );

    /// <summary>What is in a reader's digests that can be called back.</summary>
    private Task<HashSet<string>> OpenAsync(Reader reader) =>
        host.Database.ReadAsync(
            (db, ct) =>
                (
                    from message in db.Set<Message>()
                    join shown in db.Set<IssueArticle>() on message.Group equals shown.Issue
                    join source in db.Set<ArticleSource>() on shown.Article equals source.Article
                    where message.Stream == MessageStream.Digest && message.Recipient == reader.Subscriber.Number && message.Doubts == 0
                    where message.State == MessageState.Queued || message.State == MessageState.Deferred
                    select source.ExternalId
                ).ToHashSetAsync(ct),
            CancellationToken.None
        );

    /// <summary>Who had something called back and is mailed by slots is due at once; the issue after a pause brings it else.</summary>
    private async Task HastenedAsync(string email, HashSet<string> open)
    {
        var (subscriber, plan) = await host.FindAsync(email);
        if (subscriber.State is not SubscriberState.Active || subscriber.CatchUpAt > Now)
            return;
        open.RemoveWhere(id => !Model.IsEntitled(email, id, _ => true));
        open.ExceptWith((await HeldAsync(email)).Held);
        if (open.Count == 0)
            return;
        Assert.Contains(plan, one => one.NextDueAt <= Now);
        calledBack.TryAdd(email, []);
        calledBack[email].UnionWith(open);
    }

    /// <summary>
    /// Which sections of whom the coming tick must serve. Who waits for each piece is due when there is one: what did not arrive comes along
    /// with the next, or it would be tried again every minute.
    /// </summary>
    private async Task<Dictionary<string, HashSet<string>>> DueAsync()
    {
        var newest = await host.Database.ReadAsync(
            (db, ct) =>
                (
                    from membership in db.Set<MembershipRow>()
                    join article in db.Set<ArticleRow>() on membership.Article equals article.Id
                    where membership.Visible && membership.Sequence != null && article.Announce
                    group membership.Sequence by membership.Section into news
                    select new { news.Key, Last = news.Max() }
                ).ToDictionaryAsync(one => one.Key, one => one.Last, ct),
            CancellationToken.None
        );
        var due = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var email in Model.Followers.Keys)
        {
            var reader = await host.FindAsync(email);
            if (reader.Subscriber.State is SubscriberState.Active)
                due[email] = reader
                    .Subscriptions.Where(one =>
                        one.NextDueAt <= Now
                        || (one is { Cadence: Cadence.Each, NextDueAt: null } && newest.GetValueOrDefault(one.Section) > one.Mark)
                    )
                    .Select(one => one.Section.Value)
                    .ToHashSet(StringComparer.Ordinal);
        }

        return due;
    }

    /// <summary>What a reader has or may yet get, and how much had no room in the newest issue.</summary>
    private async Task<(HashSet<string> Held, int More)> HeldAsync(string email)
    {
        var number = (await host.FindAsync(email)).Subscriber.Number;
        var messages = await host.Database.ReadAsync(
            (db, ct) =>
                (
                    from message in db.Set<Message>()
                    join issue in db.Set<Issue>() on message.Group equals issue.Id
                    where message.Stream == MessageStream.Digest && message.Recipient == number
                    orderby message.Id
                    select new { Message = message, Issue = issue }
                ).ToListAsync(ct),
            CancellationToken.None
        );
        var held = messages.Where(one => IsOpen(one.Message) || one.Message.State is MessageState.Sent || one.Message.Doubts > 0);
        var versions = held.Select(one =>
                (one.Issue.Id, IsOpen(one.Message) && one.Message.Doubts == 0 ? one.Issue.Version : one.Message.VersionSent!.Value)
            )
            .ToHashSet();
        var issues = versions.Select(version => version.Id).ToList();
        var shown = await host.Database.ReadAsync(
            (db, ct) =>
                (
                    from row in db.Set<IssueArticle>()
                    join source in db.Set<ArticleSource>() on row.Article equals source.Article
                    where issues.Contains(row.Issue)
                    select new
                    {
                        row.Issue,
                        row.Version,
                        source.ExternalId,
                    }
                ).ToListAsync(ct),
            CancellationToken.None
        );
        return (
            shown.Where(row => versions.Contains((row.Issue, row.Version))).Select(row => row.ExternalId).ToHashSet(StringComparer.Ordinal),
            messages.Count > 0 ? messages[^1].Issue.More : 0
        );
    }

    private static bool IsOpen(Message message) => message.State is MessageState.Queued or MessageState.Leased or MessageState.Deferred;
}

/// <summary>An article that a reader received.</summary>
internal sealed record Receipt(string Id, int Revision, bool IsCorrection);
