using Microsoft.EntityFrameworkCore;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Makes readers due out of turn: those whose pause is over, and those whom an operator wants served now.</summary>
internal sealed class Resumption(Database database, TimeProvider clock)
{
    // A verb writes beside the server in transactions of 50 ms at most.
    private const int Chunk = 1_000;

    /// <summary>Ends pauses that are over: the reader is active again with everything due at once, so that one issue catches up.</summary>
    public async Task WakeAsync(CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        while (await database.ReadAsync((db, token) => Rested(db, now).AnyAsync(token), ct))
        {
            await database.WriteAsync(
                async (db, token) =>
                {
                    var numbers = await Rested(db, now).OrderBy(one => one.Number).Select(one => one.Number).Take(Chunk).ToListAsync(token);
                    await MakeDueAsync(db, numbers, cadence: null, token);
                },
                ct
            );
        }
    }

    /// <summary>Makes everyone due who follows a section at this cadence; marks move as usual when they are planned. Nobody waits for <c>each</c>.</summary>
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
            await database.WriteAsync((db, token) => MakeDueAsync(db, numbers, cadence, token), ct);
            total += numbers.Count;
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

    private async Task MakeDueAsync(PublicationDb db, List<long> numbers, Cadence? cadence, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var ids = numbers.ConvertAll(number => new SubscriberId(number));
        await db.Set<Subscriber>()
            .Where(one => numbers.Contains(one.Number))
            .Where(one => one.State == SubscriberState.Active || (one.State == SubscriberState.Paused && one.PausedUntil <= now))
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(one => one.State, SubscriberState.Active)
                        .SetProperty(one => one.PausedUntil, (DateTimeOffset?)null)
                        .SetProperty(one => one.PlanVersion, one => one.PlanVersion + 1),
                ct
            );

        // Without a slot, it is not moved back to one when it fires.
        await db.Set<Subscription>()
            .Where(one => ids.Contains(one.Subscriber) && one.Cadence != Cadence.Off && (cadence == null || one.Cadence == cadence))
            .ExecuteUpdateAsync(
                change => change.SetProperty(one => one.NextDueAt, now).SetProperty(one => one.NextSlot, (string?)null),
                ct
            );
    }
}
