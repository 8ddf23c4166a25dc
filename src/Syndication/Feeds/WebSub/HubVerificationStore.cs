using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>The table of verifications: taking rows, and what their answers change.</summary>
internal sealed class HubVerificationStore(Database database, HubTopics topics, IOptions<HubOptions> options, TimeProvider clock)
{
    /// <summary>How long a row is held; longer than any request takes.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    private const int Sight = 256;

    /// <summary>Takes due rows for which there are slots.</summary>
    public async Task<IReadOnlyList<HubVerification>> ClaimAsync(HostSlots slots, CancellationToken ct)
    {
        var (now, busy) = (clock.GetUtcNow(), slots.Busy);
        // A commit wakes whoever waits for one, this table's readers among them: nothing is written where nothing is due.
        if (!await database.ReadAsync((db, token) => Due(db, now, busy).AnyAsync(token), ct))
            return [];
        return await database.WriteAsync<IReadOnlyList<HubVerification>>(
            async (db, token) =>
            {
                var chosen = slots.Take(await Due(db, now, busy).OrderBy(one => one.Id).Take(Sight).ToListAsync(token), one => one.Host);
                foreach (var one in chosen)
                    (one.Attempts, one.DueAt, one.Holder) = (one.Attempts + 1, now + Hold, Guid.NewGuid());
                return chosen;
            },
            ct
        );
    }

    /// <summary>When the next row falls due; null: none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<HubVerification>()
                    .Where(one => !one.IsDone && one.Attempts < HubVerification.MostAttempts)
                    .MinAsync(one => (DateTimeOffset?)one.DueAt, token),
            ct
        );

    /// <summary>Closes the row, and begins, renews or ends the subscription where the callback confirmed.</summary>
    /// <returns>False: somebody else had taken the row over, or a later request was answered first; nothing changed.</returns>
    public Task<bool> CloseAsync(HubVerification held, bool confirmed, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var mine = await db.Set<HubVerification>()
                    .Where(one => one.Id == held.Id && one.Holder == held.Holder && !one.IsDone)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.IsDone, true), token);
                if (mine == 0 || !confirmed || await IsOvertakenAsync(db, held, token))
                    return false;
                return topics.Read(held.Topic) is var (scope, format) && await ApplyAsync(db, held, scope, format, token);
            },
            ct
        );

    /// <summary>Forgets rows that count for nothing any more.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - HubIntake.Window;
        if (await database.ReadAsync((db, token) => Old(db, since).AnyAsync(token), ct))
            await database.WriteAsync((db, token) => Old(db, since).ExecuteDeleteAsync(token), ct);
    }

    private static IQueryable<HubVerification> Due(PublicationDb db, DateTimeOffset now, IReadOnlyList<string> busy) =>
        db.Set<HubVerification>()
            .Where(one => !one.IsDone && one.DueAt <= now && one.Attempts < HubVerification.MostAttempts && !busy.Contains(one.Host));

    private static IQueryable<HubVerification> Old(PublicationDb db, DateTimeOffset since) =>
        db.Set<HubVerification>()
            .Where(one => one.RequestedAt <= since && (one.IsDone || (one.Attempts >= HubVerification.MostAttempts && one.DueAt <= since)));

    private static Task<bool> IsOvertakenAsync(PublicationDb db, HubVerification held, CancellationToken ct) =>
        db.Set<HubVerification>()
            .AnyAsync(later => later.Callback == held.Callback && later.Topic == held.Topic && later.Id > held.Id && later.IsDone, ct);

    private async Task<bool> ApplyAsync(PublicationDb db, HubVerification held, Scope scope, FeedFormat format, CancellationToken ct)
    {
        var key = scope.Key;
        var known = await db.Set<HubSubscription>()
            .SingleOrDefaultAsync(one => one.Scope == key && one.Format == format && one.Callback == held.Callback, ct);
        if (held.Mode == HubMode.Unsubscribe)
        {
            if (known is not null)
                db.Remove(known);
            return true;
        }

        var leaseEndsAt = clock.GetUtcNow() + held.Lease;
        if (known is not null)
        {
            (known.LeaseEndsAt, known.Secret) = (leaseEndsAt, held.Secret);
            return true;
        }

        if (await db.Set<HubSubscription>().CountAsync(one => one.Host == held.Host, ct) >= options.Value.SubscriptionsPerHost)
            return false;
        // What the feed says now the subscriber can read there: it is told of what comes after.
        var version = (await ScopeVersions.FindAsync(db, scope, ct))?.Version ?? 0;
        if (await db.Set<HubScope>().FindAsync([key], ct) is null)
            db.Add(new HubScope { Scope = key, Version = version });
        db.Add(
            new HubSubscription
            {
                Scope = key,
                Format = format,
                Callback = held.Callback,
                Host = held.Host,
                Secret = held.Secret,
                LeaseEndsAt = leaseEndsAt,
                Version = version,
            }
        );
        return true;
    }
}
