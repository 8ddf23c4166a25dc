using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>A publication with readers whose plans tests write straight into the store, and whose mail they answer for.</summary>
internal sealed class DigestBench : IDisposable
{
    private long readers;

    public DigestBench(params (string Key, string Value)[] settings)
        : this(new SyndicationHost(), settings) { }

    public DigestBench(SyndicationHost host, params (string Key, string Value)[] settings)
    {
        Host = host;
        foreach (var (key, value) in settings)
            Host.Settings[key] = value;
    }

    public SyndicationHost Host { get; }

    public Planner Planner => Host.Services.GetRequiredService<Planner>();

    public Resumption Resumption => Host.Services.GetRequiredService<Resumption>();

    private ArticlePublisher Publisher => Host.Services.GetRequiredService<ArticlePublisher>();

    private DigestContent Content => Host.Services.GetServices<IMessageContent>().OfType<DigestContent>().Single();

    public static ArticleContent Piece(string title, string section = "gear", params string[] others) =>
        new()
        {
            Section = new SectionSlug(section),
            OtherSections = [.. others.Select(other => new SectionSlug(other))],
            Title = title,
            BodyHtml = $"<p>{title} said in full.</p>",
        };

    public async Task<DigestBench> WithSectionsAsync(params string[] slugs)
    {
        foreach (var slug in slugs)
            await Host.AddSectionAsync(slug, char.ToUpperInvariant(slug[0]) + slug[1..], $"{slug} is where we write about {slug}.");
        return this;
    }

    public Task<ArticleId> PublishAsync(string title, string section = "gear", params string[] others) =>
        Host.PublishAsync(Piece(title, section, others));

    public Task PublishAllAsync(IEnumerable<ArticleContent> contents) =>
        Host.Database.WriteAsync(
            async (db, ct) =>
            {
                foreach (var content in contents)
                    await Publisher.CreateAsync(db, content, ct);
            },
            CancellationToken.None
        );

    public Task ReviseAsync(ArticleId id, ArticleContent content) =>
        Host.Database.WriteAsync((db, ct) => Publisher.ReviseAsync(db, id, content, ct), CancellationToken.None);

    public Task WithdrawAsync(ArticleId id) =>
        Host.Database.WriteAsync((db, ct) => Publisher.WithdrawAsync(db, id, ct), CancellationToken.None);

    /// <summary>An active reader whose marks are where the store stands now.</summary>
    public async Task<long> AddReaderAsync(Action<Subscriber>? change, params (string Section, Cadence Cadence)[] plan)
    {
        var number = ++readers;
        var now = Host.Clock.GetUtcNow();
        var reader = new Subscriber
        {
            Number = number,
            Email = $"reader{number}@example.org",
            EmailKey = $"reader{number}@example.org",
            Handle = BitConverter.GetBytes(number).Concat(new byte[8]).ToArray(),
            State = SubscriberState.Active,
            Zone = "UTC",
            Language = "en",
            ConfirmedAt = now,
            CreatedAt = now,
        };
        change?.Invoke(reader);
        await Host.Database.WriteAsync(
            async (db, ct) =>
            {
                db.Add(reader);
                var mark = await Sequences.LastAsync(db, ct);
                foreach (var (section, cadence) in plan)
                    db.Add(SubscriptionOf(reader, section, cadence, mark, now));
            },
            CancellationToken.None
        );
        return number;
    }

    public Task<long> AddReaderAsync(params (string Section, Cadence Cadence)[] plan) => AddReaderAsync(null, plan);

    /// <summary>Changes a cadence as the preferences page does: the mark stays, open messages are called back, the version moves.</summary>
    public Task ChangeAsync(long number, string section, Cadence cadence) =>
        Host.Database.WriteAsync(
            async (db, ct) =>
            {
                var reader = await db.Set<Subscriber>().SingleAsync(one => one.Number == number, ct);
                var slug = new SectionSlug(section);
                var known = await db.Set<Subscription>()
                    .SingleOrDefaultAsync(one => one.Subscriber == new SubscriberId(number) && one.Section == slug, ct);
                var changed = SubscriptionOf(
                    reader,
                    section,
                    cadence,
                    known?.Mark ?? await Sequences.LastAsync(db, ct),
                    Host.Clock.GetUtcNow()
                );
                reader.PlanVersion++;
                if (known is null)
                    db.Add(changed);
                else
                    (known.Cadence, known.NextSlot, known.NextDueAt) = (cadence, changed.NextSlot, changed.NextDueAt);
                await Host.Services.GetRequiredService<Ledger>().CancelOpenAsync(db, MessageStream.Digest, number, "plan changed", ct);
            },
            CancellationToken.None
        );

    public Task UpdateReaderAsync(long number, Action<Subscriber> change) =>
        Host.Database.WriteAsync(
            async (db, ct) =>
            {
                var reader = await db.Set<Subscriber>().SingleAsync(one => one.Number == number, ct);
                change(reader);
                reader.PlanVersion++;
            },
            CancellationToken.None
        );

    /// <summary>Moves where the reader begins, as a sign-up does that is to have the last pieces.</summary>
    public Task BeginAtAsync(long number, string section, long mark) =>
        Host.Database.WriteAsync(
            async (db, ct) =>
            {
                var (reader, slug) = (new SubscriberId(number), new SectionSlug(section));
                var row = await db.Set<Subscription>().AsTracking().SingleAsync(one => one.Subscriber == reader && one.Section == slug, ct);
                (row.Mark, row.From) = (mark, mark);
            },
            CancellationToken.None
        );

    /// <summary>What the minute does: embargoes end, then readers are planned.</summary>
    public async Task<int> TickAsync()
    {
        await Host.Services.GetRequiredService<ArticleJobs>().SettleDueAsync(CancellationToken.None);
        return await Planner.PlanDueAsync(CancellationToken.None);
    }

    /// <summary>Queues what editors send out of turn, as the minute does before it plans.</summary>
    public Task<int> QueueSpecialsAsync() => Host.Services.GetRequiredService<SpecialEditions>().QueueAsync(CancellationToken.None);

    public async Task<int> AdvanceAsync(TimeSpan by)
    {
        Host.Clock.Advance(by);
        return await TickAsync();
    }

    public Task<List<Message>> MessagesAsync(long? reader = null) =>
        Host.Database.ReadAsync(
            (db, ct) => db.Set<Message>().Where(one => reader == null || one.Recipient == reader).OrderBy(one => one.Id).ToListAsync(ct),
            CancellationToken.None
        );

    /// <summary>Composes as a sender does: a repeat of what is in doubt asks for the version that was sent.</summary>
    public async Task<Composition> ComposeAsync(Message message)
    {
        var now = (await MessagesAsync(message.Recipient)).Single(one => one.Id == message.Id);
        return await (await ReadAsync(now))(now.Doubts > 0 ? now.VersionSent : null, CancellationToken.None);
    }

    /// <summary>Reads what a sender reads when it leases the message.</summary>
    public async Task<ComposeMessage> ReadAsync(Message message) =>
        Assert.Single(
            await Content.ReadAsync(
                [(new MessageKey(message.Stream, message.Group, message.Recipient), message.CreatedAt)],
                CancellationToken.None
            )
        );

    public async Task<OutgoingMail> MailAsync(Message message) => Assert.IsType<Composition.Ready>(await ComposeAsync(message)).Mail;

    public Task EndAsync(Message message, MessageState state, int? version = null) =>
        Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Message>()
                    .Where(one => one.Id == message.Id)
                    .ExecuteUpdateAsync(
                        change =>
                            change
                                .SetProperty(one => one.State, state)
                                .SetProperty(one => one.VersionSent, version)
                                .SetProperty(one => one.Doubts, one => one.Doubts + (state == MessageState.InDoubt ? 1 : 0)),
                        ct
                    ),
            CancellationToken.None
        );

    /// <summary>Sends everything open as a sender would, and returns the mails by message.</summary>
    public async Task<List<OutgoingMail>> SendAllAsync(long? reader = null)
    {
        var sent = new List<OutgoingMail>();
        foreach (var message in (await MessagesAsync(reader)).Where(one => one.State is MessageState.Queued or MessageState.Deferred))
        {
            var composition = await ComposeAsync(message);
            if (composition is Composition.Ready ready)
            {
                await EndAsync(message, MessageState.Sent, ready.Mail.Version);
                sent.Add(ready.Mail);
            }
            else
            {
                await EndAsync(message, MessageState.Cancelled);
            }
        }

        return sent;
    }

    public Task<List<Subscription>> PlanAsync(long reader) =>
        Host.Database.ReadAsync(
            (db, ct) => db.Set<Subscription>().Where(one => one.Subscriber == new SubscriberId(reader)).ToListAsync(ct),
            CancellationToken.None
        );

    public void Dispose() => Host.Dispose();

    private static Subscription SubscriptionOf(Subscriber reader, string section, Cadence cadence, long mark, DateTimeOffset now)
    {
        Slot? slot = cadence is Cadence.Off or Cadence.Each ? null : Slot.Next(cadence, reader, now);
        return new Subscription
        {
            Subscriber = new SubscriberId(reader.Number),
            Section = new SectionSlug(section),
            Cadence = cadence,
            Mark = mark,
            From = mark,
            NextSlot = slot?.ToString(),
            NextDueAt = slot?.At,
        };
    }
}
