using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Benchmarks.Chaos;

/// <summary>
/// Puts mailings into a store by the product's own types: subscribers, one compiled issue, and its messages by <see cref="Ledger.QueueAsync"/>,
/// which is where the planner hands over. What comes before that is no part of these scenarios, and would cost them most of their time.
/// </summary>
internal sealed class Mailings(ChaosStore store)
{
    private const int Chunk = 1_000;
    private static readonly DateTimeOffset Written = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private readonly HashSet<string> expected = new(StringComparer.Ordinal);
    private readonly List<long> issues = [];
    private List<long> readers = [];

    /// <summary>The Message-IDs of everything that was queued, by their part before the at sign.</summary>
    public IReadOnlySet<string> Expected => expected;

    /// <summary>The issues, in the order in which they were queued; the ledger's groups.</summary>
    public IReadOnlyList<long> Issues => issues;

    /// <summary>Queues one issue to so many readers; a running service takes it up by itself.</summary>
    public async Task QueueAsync(int messages, CancellationToken ct)
    {
        if (readers.Count < messages)
            await AddReadersAsync(messages - readers.Count, ct);
        var issue = await store.Database.WriteAsync(AddIssueAsync, ct);
        issues.Add(issue);
        var ledger = store.Services.GetRequiredService<Ledger>();
        foreach (var chunk in readers.Take(messages).Chunk(Chunk))
            await store.Database.WriteAsync(
                (db, token) => ledger.QueueAsync(db, MessageStream.Digest, issue, chunk, dueAt: null, freshUntil: null, token),
                ct
            );
        await ExpectAsync(issue, ct);
    }

    /// <summary>The numbers of all issues together.</summary>
    public Task<MailingCounts> CountsAsync(CancellationToken ct) =>
        store.Database.ReadAsync(
            async (db, token) =>
            {
                var ledger = store.Services.GetRequiredService<Ledger>();
                var all = new List<MailingCounts>();
                foreach (var issue in issues)
                    all.Add((await ledger.CountsAsync(db, MessageStream.Digest, issue, token))!);
                return new MailingCounts(
                    all.Sum(counts => counts.Planned),
                    all.SelectMany(counts => counts.States)
                        .GroupBy(pair => pair.Key, pair => pair.Value)
                        .ToDictionary(g => g.Key, g => g.Sum()),
                    all.Sum(counts => counts.Repeats),
                    all.Sum(counts => counts.Doubts)
                );
            },
            ct
        );

    /// <summary>Brings the next attempt of everything that waits forward to now: the minutes of backing off are no part of a scenario.</summary>
    public Task HurryAsync(CancellationToken ct) =>
        store.Database.WriteAsync(
            (db, token) =>
                db.Set<Message>()
                    .Where(row =>
                        row.State == MessageState.Queued || row.State == MessageState.Deferred || row.State == MessageState.InDoubt
                    )
                    .ExecuteUpdateAsync(change => change.SetProperty(row => row.NextAttemptAt, Written), token),
            ct
        );

    private async Task AddReadersAsync(int count, CancellationToken ct)
    {
        var first = readers.Count;
        foreach (var chunk in Enumerable.Range(first, count).Chunk(Chunk))
            await store.Database.WriteAsync(
                async (db, token) =>
                {
                    db.AddRange(chunk.Select(NewReader));
                    return await db.SaveChangesAsync(token);
                },
                ct
            );
        readers = await store.Database.ReadAsync(
            (db, token) => db.Set<Subscriber>().OrderBy(reader => reader.Number).Select(reader => reader.Number).ToListAsync(token),
            ct
        );
    }

    private static Subscriber NewReader(int number) =>
        new()
        {
            Email = $"reader{number}@inbox.test",
            EmailKey = $"reader{number}@inbox.test",
            Handle = Guid.NewGuid().ToByteArray(),
            State = SubscriberState.Active,
            Zone = "UTC",
            Language = "en",
            CreatedAt = Written,
            ConfirmedAt = Written,
        };

    private async Task<long> AddIssueAsync(PublicationDb db, CancellationToken ct)
    {
        var number = issues.Count + 1;
        var issue = new Issue
        {
            PublicId = string.Create(CultureInfo.InvariantCulture, $"chaos-{number}"),
            Title = "The morning's news",
            Language = "en",
            Date = DateOnly.FromDateTime(Written.UtcDateTime),
            CreatedAt = Written,
        };
        db.Add(issue);
        await db.SaveChangesAsync(ct);
        var holes = Holes.New();
        var text = string.Join("\n\n", Enumerable.Repeat("Six winters on, the boots still hold, and the harbour counts its moorings.", 12));
        db.Add(
            new IssueVersion
            {
                Issue = issue.Id,
                Version = 1,
                Subject = issue.Title,
                Html = $"<p>{text}</p><p><a href=\"{holes.Preferences}\">Plan</a> <a href=\"{holes.Unsubscribe}\">Leave</a></p>",
                Text = $"{text}\n\n{holes.Preferences}\n{holes.Unsubscribe}\n",
                HoleName = holes.Name,
                CreatedAt = Written,
            }
        );
        return issue.Id;
    }

    private async Task ExpectAsync(long issue, CancellationToken ct)
    {
        var tokens = store.Services.GetRequiredService<MessageTokens>();
        var rows = await store.Database.ReadAsync(
            (db, token) =>
                db.Set<Message>()
                    .Where(row => row.Stream == MessageStream.Digest && row.Group == issue)
                    .Select(row => new { row.Id, row.Recipient })
                    .ToListAsync(token),
            ct
        );
        expected.UnionWith(rows.Select(row => tokens.Make(row.Id, new MessageKey(MessageStream.Digest, issue, row.Recipient))));
    }
}
