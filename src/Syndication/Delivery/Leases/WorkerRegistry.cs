using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery.Relays;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>This process's place among the workers: it registers, beats, and takes back what dead workers held.</summary>
internal sealed partial class WorkerRegistry(
    Database database,
    IStoreEngine engine,
    IOptions<DeliveryOptions> delivery,
    NodeShare nodes,
    TimeProvider clock,
    ILogger<WorkerRegistry> logger
) : IDisposable
{
    /// <summary>How often the heart beats.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>A worker that has not beaten for this long is dead.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim registering = new(1);
    private readonly Dictionary<long, (long Beats, long Since)> others = [];
    private long? me;
    private long? lastBeat;

    /// <summary>This worker's number, taken on first use.</summary>
    /// <remarks>
    /// On SQLite this process holds the data directory alone, so whatever was leased before is taken back at once. Only the process that
    /// serves may come here: a verb beside it must not.
    /// </remarks>
    public async Task<long> MeAsync(CancellationToken ct)
    {
        await registering.WaitAsync(ct);
        try
        {
            return me ??= await RegisterAsync(ct);
        }
        finally
        {
            registering.Release();
        }
    }

    /// <summary>
    /// Takes back what the ledger says that this worker holds, for when it holds nothing: a lease can be committed though its answer is lost with
    /// the connection, and would stand for as long as this process lives.
    /// </summary>
    public async Task TakeBackAsync(CancellationToken ct)
    {
        var id = await MeAsync(ct);
        if (!await database.ReadAsync((db, token) => db.Set<Message>().AnyAsync(row => row.Worker == id, token), ct))
            return;
        var taken = await database.WriteAsync(
            WritePriority.Ledger,
            (db, token) => LostLeases.ReclaimAsync(db, id, delivery.Value.InDoubt, clock.GetUtcNow(), token),
            ct
        );
        LogForgotten(taken.Leased, taken.Sending);
    }

    /// <summary>Beats once, and takes back the leases of workers that stopped beating. Does nothing before the first lease.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        if (me is not { } id)
            return;
        var workers = await database.WriteAsync(
            WritePriority.Ledger,
            async (db, token) =>
            {
                await db.Set<Worker>()
                    .Where(worker => worker.Id == id)
                    .ExecuteUpdateAsync(change => change.SetProperty(worker => worker.Beats, worker => worker.Beats + 1), token);
                return await db.Set<Worker>().AsNoTracking().ToListAsync(token);
            },
            ct
        );

        ForgetAfterAGap();

        // Frozen for longer than the expiry and buried by another node: what it still holds is refused by the fence.
        if (workers.TrueForAll(worker => worker.Id != id))
            me = null;
        foreach (var dead in FindDead(workers.Where(worker => worker.Id != id)))
            await BuryAsync(dead, ct);
        if (await database.ReadAsync(LostLeases.HasOrphansAsync, ct))
            Log(await database.WriteAsync(WritePriority.Ledger, ReclaimOrphansAsync, ct));
    }

    /// <summary>Divides the relays' limits among the workers that are registered; a node that is alone has all of them.</summary>
    public async Task ShareAsync(CancellationToken ct)
    {
        if (!engine.IsShared || me is not { } id)
            return;
        var workers = await database.ReadAsync((db, token) => db.Set<Worker>().Select(worker => worker.Id).ToListAsync(token), ct);

        // Buried while it was frozen, it has no place until it registers again, and keeps what it had.
        if (workers.Contains(id))
            nodes.Divide(workers, id);
    }

    /// <summary>Gives its place up, so that the others need not wait for its expiry. To be called when nothing is leased any more.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        if (!engine.IsShared || me is not { } id)
            return;
        await database.WriteAsync(
            WritePriority.Ledger,
            (db, token) => db.Set<Worker>().Where(worker => worker.Id == id).ExecuteDeleteAsync(token),
            ct
        );
        me = null;
    }

    /// <inheritdoc/>
    public void Dispose() => registering.Dispose();

    private async Task<long> RegisterAsync(CancellationToken ct)
    {
        // Random, not counted: numbers of workers that are gone must not come again.
        var id = (long)(RandomNumberGenerator.GetInt32(1, int.MaxValue)) << 31 | (long)RandomNumberGenerator.GetInt32(int.MaxValue);
        var taken = await database.WriteAsync(
            WritePriority.Ledger,
            async (db, token) =>
            {
                if (!engine.IsShared)
                    await db.Set<Worker>().ExecuteDeleteAsync(token);
                db.Add(new Worker { Id = id });
                return await LostLeases.ReclaimOrphansAsync(db, delivery.Value.InDoubt, clock.GetUtcNow(), token);
            },
            ct
        );
        Log(taken);
        return id;
    }

    // While this one did not beat, perhaps because the store was away, it saw nobody else beat either: the others begin anew.
    private void ForgetAfterAGap()
    {
        var now = clock.GetTimestamp();
        if (lastBeat is { } last && clock.GetElapsedTime(last, now) > 2 * Beat)
            others.Clear();
        lastBeat = now;
    }

    private List<Worker> FindDead(IEnumerable<Worker> workers)
    {
        var now = clock.GetTimestamp();
        var dead = new List<Worker>();
        foreach (var worker in workers)
        {
            if (!others.TryGetValue(worker.Id, out var seen) || seen.Beats != worker.Beats)
                others[worker.Id] = (worker.Beats, now);
            else if (clock.GetElapsedTime(seen.Since, now) >= Expiry)
                dead.Add(worker);
        }

        return dead;
    }

    private async Task BuryAsync(Worker dead, CancellationToken ct)
    {
        others.Remove(dead.Id);
        var taken = await database.WriteAsync(
            WritePriority.Ledger,
            async (db, token) =>
            {
                var buried = await db.Set<Worker>()
                    .Where(worker => worker.Id == dead.Id && worker.Beats == dead.Beats)
                    .ExecuteDeleteAsync(token);
                return buried == 0 ? default : await LostLeases.ReclaimAsync(db, dead.Id, delivery.Value.InDoubt, clock.GetUtcNow(), token);
            },
            ct
        );
        Log(taken);
    }

    private Task<Reclaimed> ReclaimOrphansAsync(PublicationDb db, CancellationToken ct) =>
        LostLeases.ReclaimOrphansAsync(db, delivery.Value.InDoubt, clock.GetUtcNow(), ct);

    private void Log(Reclaimed taken)
    {
        if (taken.Any)
            LogReclaimed(taken.Leased, taken.Sending);
    }

    [LoggerMessage(
        EventId = 4001,
        Level = LogLevel.Warning,
        Message = "Took back the leases of a worker that is gone: {Leased} messages had not been sent, {Sending} are in doubt"
    )]
    private partial void LogReclaimed(int leased, int sending);

    [LoggerMessage(
        EventId = 4025,
        Level = LogLevel.Warning,
        Message = "Took back leases of this process that it did not know of: {Leased} messages had not been sent, {Sending} are in doubt"
    )]
    private partial void LogForgotten(int leased, int sending);
}
