using System.Runtime.InteropServices;
using Syndication.Delivery.Relays;
using Syndication.Storage;
using static Syndication.Storage.RowsCommand;

namespace Syndication.Delivery.Figures;

/// <summary>Counts what became of digests' attempts: a number in memory for each, which is added to the store now and then.</summary>
internal sealed class FigureCounts(Database database, TimeProvider clock)
{
    // A few milliseconds each: the ledger's commits go in between.
    private const int Chunk = 500;

    private readonly Lock sync = new();
    private Dictionary<Key, long> counts = [];

    /// <summary>Counts an attempt; those that say nothing of the receiving domain are left out.</summary>
    /// <param name="key">What was sent.</param>
    /// <param name="domain">Where to.</param>
    /// <param name="outcome">What the relay said.</param>
    /// <param name="inTime">Whether a message that it took was not late.</param>
    public void Count(MessageKey key, string domain, SendOutcome outcome, bool inTime)
    {
        if (key.Stream != MessageStream.Digest || Of(outcome) is not var (kind, reason))
            return;
        var counted = new Key(key.Group, domain.ToLowerInvariant(), HourOf(clock.GetUtcNow()), kind, reason);
        lock (sync)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, counted, out _)++;
            if (inTime && kind == FigureKind.Sent)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, counted with { Kind = FigureKind.InTime }, out _)++;
        }
    }

    /// <summary>Adds what was counted to the store. What cannot be written is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        Dictionary<Key, long> taken;
        lock (sync)
        {
            if (counts.Count == 0)
                return;
            (taken, counts) = (counts, []);
        }

        try
        {
            foreach (
                var chunk in taken
                    .OrderBy(pair => pair.Key.Group)
                    .ThenBy(pair => pair.Key.Domain, StringComparer.Ordinal)
                    .Chunk(Chunk)
                    .ToList()
            )
            {
                await database.WriteAsync((db, token) => AddAsync(db, chunk, token), ct);
                foreach (var (key, _) in chunk)
                    taken.Remove(key);
            }
        }
        finally
        {
            lock (sync)
            {
                foreach (var (key, count) in taken)
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
            }
        }
    }

    /// <summary>When an instant's hour began, in milliseconds.</summary>
    public static long HourOf(DateTimeOffset at)
    {
        const long Hour = 3_600_000;
        var milliseconds = at.ToUnixTimeMilliseconds();
        return milliseconds - (milliseconds % Hour);
    }

    private static async Task AddAsync(PublicationDb db, KeyValuePair<Key, long>[] chunk, CancellationToken ct)
    {
        await using var command = new RowsCommand(db);
        foreach (var (key, count) in chunk)
            command.Add(Number(key.Group), Text(key.Domain), Number(key.Hour), Number((int)key.Kind), Text(key.Reason), Number(count));
        await command.ExecuteAsync(
            $"""
            INSERT INTO "Figures" ("Group", "Domain", "Hour", "Kind", "Reason", "Count") VALUES {command.Rows}
            ON CONFLICT ("Group", "Domain", "Hour", "Kind", "Reason") DO UPDATE SET "Count" = "Figures"."Count" + excluded."Count"
            """,
            ct
        );
    }

    private static (FigureKind Kind, string Reason)? Of(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Accepted => (FigureKind.Sent, ""),
            SendOutcome.TryLater => (FigureKind.Deferred, ""),
            SendOutcome.Rejected refusal => (FigureKind.Refused, RefusalReasons.Of(refusal)),
            _ => null,
        };

    private readonly record struct Key(long Group, string Domain, long Hour, FigureKind Kind, string Reason);
}
