using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// Notices which feeds changed, by their stored versions, and fills the delivery table: at once after a quiet time, then no more often
/// than every ten seconds, with all that came in between as one.
/// </summary>
internal sealed partial class HubDistributor(
    Database database,
    HubPingBaseline baseline,
    IOptions<HubOptions> options,
    TimeProvider clock,
    ILogger<HubDistributor> logger
)
{
    /// <summary>Least time between two distributions of a feed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Subscriptions in one transaction.</summary>
    private const int Chunk = 500;

    /// <summary>Distributes what changed; safe to run twice at once and again.</summary>
    /// <returns>When changes that had to wait may go out.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken ct)
    {
        await EndLeasesAsync(ct);
        await baseline.EnsureAsync(ct);
        DateTimeOffset? next = null;
        foreach (var scope in await ChangedAsync(ct))
        {
            var from = scope.DistributedAt + Interval;
            if (from <= clock.GetUtcNow())
                await DistributeAsync(scope, ct);
            else if (next is null || from < next)
                next = from;
        }

        return next;
    }

    private Task<List<HubScope>> ChangedAsync(CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<HubScope>()
                    .Where(scope =>
                        db.Set<ScopeVersion>()
                            .Any(now => now.Scope == scope.Scope && (now.Version > scope.Version || now.Version > scope.PingedVersion))
                    )
                    .ToListAsync(token),
            ct
        );

    private async Task DistributeAsync(HubScope seen, CancellationToken ct)
    {
        if (await database.WriteAsync((db, token) => BeginAsync(db, seen, token), ct) is not { } version)
            return;
        var receivers = 0;
        int added;
        do
        {
            added = await database.WriteAsync((db, token) => AddAsync(db, seen.Scope, version, token), ct);
            receivers += added;
        } while (added == Chunk);
        if (receivers > 0)
            LogDistributed(seen.Scope, version, receivers);
    }

    /// <summary>Takes the scope's turn by compare-and-set.</summary>
    /// <returns>The version to distribute; null: another one took the turn. Whoever is killed after this leaves the scope changed, so the next turn goes on.</returns>
    private async Task<long?> BeginAsync(PublicationDb db, HubScope seen, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mine = await db.Set<HubScope>()
            .Where(scope => scope.Scope == seen.Scope && scope.DistributedAt == seen.DistributedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(scope => scope.DistributedAt, now), ct);
        return mine == 0
            ? null
            : await db.Set<ScopeVersion>().Where(version => version.Scope == seen.Scope).Select(version => version.Version).SingleAsync(ct);
    }

    private async Task<int> AddAsync(PublicationDb db, string scope, long version, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var behind = await db.Set<HubSubscription>()
            .Where(one => one.Scope == scope && one.Version < version && one.LeaseEndsAt > now)
            .OrderBy(one => one.Id)
            .Take(Chunk)
            .ToListAsync(ct);
        var numbers = behind.ConvertAll(one => (long?)one.Id);
        var open = await db.Set<HubDelivery>()
            .Where(row => numbers.Contains(row.Subscription))
            .ToDictionaryAsync(row => row.Subscription!.Value, ct);
        foreach (var one in behind)
        {
            one.Version = version;
            // One that failed keeps its own next attempt: more changes do not make it tried more often.
            if (open.TryGetValue(one.Id, out var row))
                row.Version = version;
            else
                db.Add(Row(one.Id, scope, one.Format, one.Callback, one.Host, version, now));
        }

        if (behind.Count < Chunk)
            await EndTurnAsync(db, scope, version, now, ct);
        return behind.Count;
    }

    private async Task EndTurnAsync(PublicationDb db, string scope, long version, DateTimeOffset now, CancellationToken ct)
    {
        var done = await db.Set<HubScope>().SingleAsync(one => one.Scope == scope, ct);
        done.Version = Math.Max(done.Version, version);
        if (done.PingedVersion is not { } pinged || pinged >= version)
            return;
        done.PingedVersion = version;
        var open = await db.Set<HubDelivery>().Where(row => row.Subscription == null && row.Scope == scope).ToListAsync(ct);
        foreach (var hub in options.Value.PingHubs)
        {
            foreach (var format in FeedFormats.All)
            {
                if (open.Find(row => row.Target == hub && row.Format == format) is { } row)
                    row.Version = version;
                else
                    db.Add(Row(null, scope, format, hub, new Uri(hub).IdnHost, version, now));
            }
        }
    }

    private static HubDelivery Row(
        long? subscription,
        string scope,
        FeedFormat format,
        string target,
        string host,
        long version,
        DateTimeOffset now
    ) =>
        new()
        {
            Subscription = subscription,
            Scope = scope,
            Format = format,
            Target = target,
            Host = host,
            Version = version,
            DueAt = now,
        };

    private async Task EndLeasesAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await database.ReadAsync((db, token) => Lapsed(db).AnyAsync(token), ct))
            await database.WriteAsync((db, token) => Lapsed(db).ExecuteDeleteAsync(token), ct);

        IQueryable<HubSubscription> Lapsed(PublicationDb db) => db.Set<HubSubscription>().Where(one => one.LeaseEndsAt <= now);
    }

    [LoggerMessage(
        EventId = 3105,
        Level = LogLevel.Information,
        Message = "Hub: {Scope} version {Version} goes to {Receivers} subscribers"
    )]
    private partial void LogDistributed(string scope, long version, int receivers);
}
