using Microsoft.EntityFrameworkCore;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Makes readers due out of turn: those whose pause is over, and those whom an operator wants served now.</summary>
internal sealed class Resumption(Database database, ReaderZones zones, TimeProvider clock)
{
    // A verb writes beside the server in transactions of 50 ms at most.
    private const int Chunk = 1_000;

    // Each has an hour and a zone of their own, so that rows are written one by one.
    private const int WakingChunk = 100;

    /// <summary>Ends pauses that are over: the reader is active again, and one issue at the reader's hour catches up.</summary>
    public async Task WakeAsync(CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        while (await database.ReadAsync((db, token) => Rested(db, now).AnyAsync(token), ct))
        {
            await database.WriteAsync(
                async (db, token) =>
                {
                    var readers = await Rested(db, now).OrderBy(one => one.Number).Take(WakingChunk).ToListAsync(token);
                    await WakeAsync(db, readers, token);
                },
                ct
            );
        }
    }

    /// <summary>Makes everyone due who follows a section at this cadence; marks move as usual when they are planned. Nobody waits for <c>each</c>, and nobody is woken in quiet hours.</summary>
    /// <returns>How many readers.</returns>
    public async Task<int> RequestNowAsync(Cadence cadence, CancellationToken ct)
    {
        if (cadence is Cadence.Off or Cadence.Each)
            return 0;
        var total = 0;
        var last = long.MinValue;
        while (true)
        {
            var after = last;
            var numbers = await database.ReadAsync((db, token) => FollowersAsync(db, cadence, after, token), ct);
            if (numbers.Count == 0)
                return total;
            total += await database.WriteAsync((db, token) => MakeDueAsync(db, numbers, cadence, token), ct);
            last = numbers[^1];
        }
    }

    private static IQueryable<Subscriber> Rested(PublicationDb db, DateTimeOffset? now) =>
        db.Set<Subscriber>().Where(one => one.PausedUntil <= now && one.State == SubscriberState.Paused);

    // Hand-written, because EF cannot compare a subscriber's number with a subscription's id. The plus keeps SQLite from walking all
    // subscriptions of the cadence for each reader.
    private static Task<List<long>> FollowersAsync(PublicationDb db, Cadence cadence, long after, CancellationToken ct) =>
        db
            .Database.SqlQuery<long>(
                $"""
                SELECT r."Number" AS "Value" FROM "Subscribers" AS r WHERE r."Number" > {after} AND r."State" = 1
                AND EXISTS (SELECT 1 FROM "Subscriptions" AS s WHERE s."Subscriber" = r."Number" AND +s."Cadence" = {(int)cadence})
                ORDER BY r."Number" LIMIT {Chunk}
                """
            )
            .ToListAsync(ct);

    private async Task WakeAsync(PublicationDb db, List<Subscriber> readers, CancellationToken ct)
    {
        var ids = readers.ConvertAll(reader => reader.Id);
        var rows = await db.Set<Subscription>().AsTracking().Where(one => ids.Contains(one.Subscriber)).ToListAsync(ct);
        var plans = rows.ToLookup(one => one.Subscriber);
        foreach (var reader in readers)
        {
            var chosen = reader.Zone;
            zones.Mend(reader);
            NextSlots.CatchUp(reader, plans[reader.Id], reader.PausedUntil!.Value);
            reader.Zone = chosen;
            reader.State = SubscriberState.Active;
            reader.PausedUntil = null;
            reader.PlanVersion++;
        }
    }

    // Whoever left or paused since they were looked for has no slots, and must not be read by every tick from then on.
    private async Task<int> MakeDueAsync(PublicationDb db, List<long> numbers, Cadence cadence, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var active = db.Set<Subscriber>().Where(one => numbers.Contains(one.Number) && one.State == SubscriberState.Active);
        var ids = (await active.Select(one => one.Number).ToListAsync(ct)).ConvertAll(number => new SubscriberId(number));
        await active.ExecuteUpdateAsync(change => change.SetProperty(one => one.PlanVersion, one => one.PlanVersion + 1), ct);

        // Without a slot, it is not moved back to one when it fires.
        await db.Set<Subscription>()
            .Where(one => ids.Contains(one.Subscriber) && one.Cadence == cadence)
            .ExecuteUpdateAsync(
                change => change.SetProperty(one => one.NextDueAt, now).SetProperty(one => one.NextSlot, (string?)null),
                ct
            );
        return ids.Count;
    }
}
