using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>The table of sources: bringing it in line with the configuration, taking rows, and what came of them.</summary>
internal sealed class SourceStore(Database database, SourceList sources, IStoreEngine engine, TimeProvider clock)
{
    /// <summary>How long a row is held; longer than any turn takes.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    private const int Sight = 256;
    private const int ReleasedAtOnce = 500;

    private readonly GroupedWrites<SourceChange> results = new(changes => WriteAsync(database, changes));
    private volatile bool isInLine;

    /// <summary>
    /// Adds what is configured and not in the table, and lets what is not configured rest. Once for the life of the process: the configuration
    /// does not change in it.
    /// </summary>
    public async Task BringInLineAsync(CancellationToken ct)
    {
        if (isInLine)
            return;
        var rows = await database.ReadAsync((db, token) => db.Set<SourceRow>().ToListAsync(token), ct);
        var known = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        if (rows.Exists(row => !IsInLine(row)) || sources.All.Any(source => !known.ContainsKey(source.Key)))
            await database.WriteAsync(BringInLineAsync, ct);
        foreach (var row in rows.Where(row => sources.Find(row.Key) is null))
            await ReleaseAsync(Source.WayInOf(row.Key), ct);
        isInLine = true;
    }

    // Who is not asked any more gives no corrections either: whoever else gives an article has the word from now on.
    private async Task ReleaseAsync(string wayIn, CancellationToken ct)
    {
        while (await database.WriteAsync((db, token) => ArticleIntake.ReleaseAsync(db, wayIn, ReleasedAtOnce, token), ct) == ReleasedAtOnce)
        { }
    }

    /// <summary>Lets go of what a process held that was killed; for the one process that serves a store of its own, at its start.</summary>
    public async Task ReclaimAsync(CancellationToken ct)
    {
        if (engine.IsShared)
            return;
        var now = clock.GetUtcNow();
        if (await database.ReadAsync((db, token) => db.Set<SourceRow>().AnyAsync(row => row.Holder != null, token), ct))
            await database.WriteAsync(
                (db, token) =>
                    db.Set<SourceRow>()
                        .Where(row => row.Holder != null)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(row => row.Holder, (Guid?)null).SetProperty(row => row.DueAt, now),
                            token
                        ),
                ct
            );
    }

    /// <summary>Takes due rows for which there are turns.</summary>
    public async Task<IReadOnlyList<SourceRow>> ClaimAsync(HostTurns turns, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var resting = turns.Resting(now);
        // A commit wakes whoever waits for one: nothing is written where nothing is due.
        var due = await database.ReadAsync((db, token) => DueAsync(db, now, resting, token), ct);
        var chosen = due.Where(one => turns.TryTake(one, now)).ToList();
        if (chosen.Count == 0)
            return [];
        var ids = chosen.ConvertAll(one => one.Id);
        var holder = Guid.NewGuid();
        var claimed = await database.WriteAsync((db, token) => HoldAsync(db, ids, holder, now, token), ct);
        foreach (var one in chosen.Where(one => !claimed.Exists(row => row.Id == one.Id)))
            turns.Release(one);
        claimed.ForEach(row => row.Late = now - chosen.Find(one => one.Id == row.Id)!.DueAt);
        return claimed;
    }

    /// <summary>Takes one row, due or not; null: somebody holds it, or there is none.</summary>
    public Task<SourceRow?> ClaimAsync(string key, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                var id = await db.Set<SourceRow>()
                    .Where(row => row.Key == key && (row.Holder == null || row.DueAt <= now))
                    .Select(row => (long?)row.Id)
                    .SingleOrDefaultAsync(token);
                return id is { } found ? (await HoldAsync(db, [found], Guid.NewGuid(), now: null, token)).SingleOrDefault() : null;
            },
            ct
        );

    /// <summary>When the next row falls due; null: none waits.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<SourceRow>().MinAsync(row => row.DueAt, token), ct);

    /// <summary>Writes down what came of a row that is held, and lets it go; with whatever else is to be written at the moment.</summary>
    /// <param name="held">As it was claimed.</param>
    /// <param name="change">Assigns, and does nothing else: it may be called again.</param>
    public Task RecordAsync(SourceRow held, Action<SourceRow> change) =>
        RecordFetchAsync(
            held,
            row =>
            {
                change(row);
                return null;
            }
        );

    /// <summary>The same for what came of a fetch, at which the host may have asked to be left alone: its other sources rest, too.</summary>
    /// <param name="held">As it was claimed.</param>
    /// <param name="change">Assigns, and says until when; null: nothing of the kind.</param>
    public Task RecordFetchAsync(SourceRow held, Func<SourceRow, DateTimeOffset?> change) =>
        results.AddAsync(new SourceChange(held.Id, held.Holder!.Value, change));

    /// <summary>The row of that key, or null.</summary>
    public Task<SourceRow?> FindAsync(string key, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<SourceRow>().SingleOrDefaultAsync(row => row.Key == key, token), ct);

    /// <summary>Makes a row due at once, also one that ended; where somebody holds it, when that hold ends.</summary>
    /// <returns>False: there is none.</returns>
    public Task<bool> WakeAsync(string key, bool evenEnded, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                if (await db.Set<SourceRow>().SingleOrDefaultAsync(row => row.Key == key, token) is not { } row)
                    return false;
                if (row.EndedAt is not null && !evenEnded)
                    return false;
                (row.EndedAt, row.Failures) = (null, 0);
                if (row.Holder is null)
                    row.DueAt = now;
                return true;
            },
            ct
        );

    private async Task BringInLineAsync(PublicationDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Set<SourceRow>().ToListAsync(ct);
        foreach (var row in rows.Where(row => !IsInLine(row)))
        {
            if (sources.Find(row.Key) is not { } source)
                row.DueAt = null;
            else if (row.Configured != source.Address.OriginalString)
                Readdress(row, source, now);
            else
                row.DueAt = now;
        }

        var known = rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var source in sources.All.Where(source => !known.Contains(source.Key)))
            db.Add(
                new SourceRow
                {
                    Key = source.Key,
                    Configured = source.Address.OriginalString,
                    Address = source.Address.AbsoluteUri,
                    Host = source.Address.IdnHost,
                    DueAt = now,
                }
            );
    }

    // What is remembered of the old address says nothing of the new one, where everything may be old; its articles stay the same source's.
    private static void Readdress(SourceRow row, Source source, DateTimeOffset now)
    {
        (row.Configured, row.Address, row.Host) = (source.Address.OriginalString, source.Address.AbsoluteUri, source.Address.IdnHost);
        (row.ETag, row.LastModified, row.BodyHash, row.FirstReadAt) = (null, null, null, null);
        (row.MovedTo, row.MovedSeen, row.Failures, row.EndedAt, row.DueAt) = (null, 0, 0, null, now);
    }

    private bool IsInLine(SourceRow row) =>
        sources.Find(row.Key) is { } source
            ? row.Configured == source.Address.OriginalString && (row.DueAt is not null || row.EndedAt is not null)
            : row.DueAt is null;

    private static Task<List<DueSource>> DueAsync(
        PublicationDb db,
        DateTimeOffset now,
        IReadOnlyList<string> resting,
        CancellationToken ct
    ) =>
        db.Set<SourceRow>()
            .Where(row => row.DueAt <= now && !resting.Contains(row.Host))
            // Those that hardly answer come last: however many they are, nobody is out of sight behind them.
            .OrderBy(row => row.Failures > 0 || row.IsSlow)
            .ThenBy(row => row.DueAt)
            .Take(Sight)
            .Select(row => new DueSource(row.Id, row.Host, row.DueAt!.Value, row.Failures > 0 || row.IsSlow))
            .ToListAsync(ct);

    private async Task<List<SourceRow>> HoldAsync(
        PublicationDb db,
        IReadOnlyList<long> ids,
        Guid holder,
        DateTimeOffset? now,
        CancellationToken ct
    )
    {
        var until = clock.GetUtcNow() + Hold;
        // Compare and set: a row that another node took meanwhile is not due any more.
        await db.Set<SourceRow>()
            .Where(row => ids.Contains(row.Id) && (now == null || row.DueAt <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, holder).SetProperty(row => row.DueAt, until), ct);
        return await db.Set<SourceRow>().AsNoTracking().Where(row => row.Holder == holder).ToListAsync(ct);
    }

    // "Retry-After" is a server's word, and servers are hosts (RFC 9110, 10.2.3). What is under way is left to its own answer.
    private static Task<int> RestAsync(PublicationDb db, string host, DateTimeOffset until, CancellationToken ct) =>
        db.Set<SourceRow>()
            .Where(row => row.Host == host && row.Holder == null && row.DueAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, until), ct);

    private static Task WriteAsync(Database database, IReadOnlyList<SourceChange> changes) =>
        // What was fetched has been fetched: it is written down even while the host stops.
        database.WriteAsync(
            async (db, token) =>
            {
                var ids = changes.Select(change => change.Id).ToList();
                var rows = await db.Set<SourceRow>().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, token);
                var rests = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
                foreach (var change in changes)
                {
                    if (rows.GetValueOrDefault(change.Id) is not { } row || row.Holder != change.Holder)
                        continue;
                    if (change.Apply(row) is { } until && !(rests.TryGetValue(row.Host, out var longer) && longer >= until))
                        rests[row.Host] = until;
                    row.Holder = null;
                }

                foreach (var (host, until) in rests.OrderBy(rest => rest.Key, StringComparer.Ordinal))
                    await RestAsync(db, host, until, token);
            },
            CancellationToken.None
        );
}

/// <summary>A row that is due.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Host">The host that it is fetched from.</param>
/// <param name="DueAt">Since when.</param>
/// <param name="IsTrying">Whether the last fetch brought nothing or took long: it may hold its turn for as long as a request may take.</param>
internal sealed record DueSource(long Id, string Host, DateTimeOffset DueAt, bool IsTrying);

/// <summary>What is to be written down of a row that is held.</summary>
internal sealed record SourceChange(long Id, Guid Holder, Func<SourceRow, DateTimeOffset?> Apply);
