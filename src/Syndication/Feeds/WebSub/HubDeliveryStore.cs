using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>The delivery table: taking rows, and what came of them.</summary>
internal sealed class HubDeliveryStore(Database database, IOptions<HubOptions> options, TimeProvider clock)
{
    private const int Sight = 256;

    /// <summary>Takes due rows for which there are slots, first attempts before repeated ones.</summary>
    public async Task<IReadOnlyList<HubDelivery>> ClaimAsync(HostSlots slots, CancellationToken ct)
    {
        var (now, busy) = (clock.GetUtcNow(), slots.Busy);
        // A commit wakes whoever waits for one, this table's readers among them: nothing is written where nothing is due.
        if (!await database.ReadAsync((db, token) => Due(db, now, busy).AnyAsync(token), ct))
            return [];
        return await database.WriteAsync<IReadOnlyList<HubDelivery>>(
            async (db, token) =>
            {
                var due = Due(db, now, busy).OrderBy(one => one.Attempts > 0).ThenBy(one => one.DueAt).ThenBy(one => one.Id);
                var chosen = slots.Take(await due.Take(Sight).ToListAsync(token), one => one.Host);
                foreach (var one in chosen)
                {
                    (one.Attempts, one.DueAt, one.Holder) = (one.Attempts + 1, now + HubVerificationStore.Hold, Guid.NewGuid());
                    one.FirstAttemptAt ??= now;
                }

                return chosen;
            },
            ct
        );
    }

    /// <summary>When the next row falls due; null: none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<HubDelivery>().MinAsync(one => (DateTimeOffset?)one.DueAt, token), ct);

    /// <summary>The subscription that a row is for; null where it ended or its lease has run out.</summary>
    public Task<HubSubscription?> FindSubscriptionAsync(HubDelivery held, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return database.ReadAsync(
            (db, token) =>
                db.Set<HubSubscription>().SingleOrDefaultAsync(one => one.Id == held.Subscription && one.LeaseEndsAt > now, token),
            ct
        );
    }

    /// <summary>It arrived: the row goes, unless a newer change has come in meanwhile.</summary>
    public Task CloseAsync(HubDelivery held, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                if (await Held(db, held).Where(one => one.Version == held.Version).ExecuteDeleteAsync(token) > 0)
                    return;
                await Held(db, held)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(one => one.Attempts, 0)
                                .SetProperty(one => one.FirstAttemptAt, (DateTimeOffset?)null)
                                .SetProperty(one => one.DueAt, now)
                                .SetProperty(one => one.Holder, (Guid?)null),
                        token
                    );
            },
            ct
        );

    /// <summary>It did not arrive: a later attempt, or none any more.</summary>
    /// <returns>Whether it was given up: then the subscription has ended.</returns>
    public Task<bool> RetryAsync(HubDelivery held, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await Held(db, held).SingleOrDefaultAsync(token) is not { } row)
                    return false;
                var next = HubRetry.After(row.Id, row.Attempts, row.FirstAttemptAt!.Value, clock.GetUtcNow(), options.Value.GiveUpAfter);
                if (next is null)
                {
                    await EndAsync(db, row, token);
                    return true;
                }

                (row.DueAt, row.Holder) = (next.Value, null);
                return false;
            },
            ct
        );

    /// <summary>Nobody is there any more: the row goes, and the subscription with it.</summary>
    /// <param name="held">The row.</param>
    /// <param name="topic">Where the feed is no more: its address, which the subscriber is told; else null.</param>
    /// <param name="ct">Cancels.</param>
    public Task EndAsync(HubDelivery held, string? topic, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await Held(db, held).SingleOrDefaultAsync(token) is not { } row)
                    return;
                await EndAsync(db, row, token);
                if (topic is null || held.Subscription is null)
                    return;
                var now = clock.GetUtcNow();
                db.Add(
                    new HubVerification
                    {
                        Mode = HubMode.Denied,
                        Topic = topic,
                        Callback = held.Target,
                        Host = held.Host,
                        RequestedAt = now,
                        DueAt = now,
                    }
                );
            },
            ct
        );

    private static async Task EndAsync(PublicationDb db, HubDelivery row, CancellationToken ct)
    {
        db.Remove(row);
        if (await db.Set<HubSubscription>().FindAsync([row.Subscription], ct) is { } subscription)
            db.Remove(subscription);
    }

    private static IQueryable<HubDelivery> Due(PublicationDb db, DateTimeOffset now, IReadOnlyList<string> busy) =>
        db.Set<HubDelivery>().Where(one => one.DueAt <= now && !busy.Contains(one.Host));

    // Only the holder's result counts: a row whose hold ran out may be with somebody else.
    private static IQueryable<HubDelivery> Held(PublicationDb db, HubDelivery held) =>
        db.Set<HubDelivery>().Where(one => one.Id == held.Id && one.Holder == held.Holder);
}
