using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Sources;

/// <summary>
/// Pulls what is due, many sources at once but few of one host: one that is slow keeps nobody else waiting. The table is the record: whoever
/// calls only wakes it.
/// </summary>
internal sealed class SourceJobs(
    SourceList sources,
    SourceStore store,
    SourceWorker worker,
    SourceMetrics metrics,
    IOptions<SourcesOptions> options,
    TimeProvider clock
)
{
    // While something is under way, others fall due.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Of a hundred hosts, one or the other may be asked again at any moment.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    // One commit for what ends at about the same time, and one for what follows it.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(15);
    private int running;

    /// <summary>Pulls until nothing is due; at once back where a run is under way already. Safe to run again or twice at once.</summary>
    /// <param name="ct">Stops; what was begun is broken off and taken up again later.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
            return;
        var turns = new HostTurns(options.Value.Pull);
        var under = new Dictionary<Task, long>();
        try
        {
            await store.BringInLineAsync(ct);
            while (true)
            {
                var began = await BeginAsync(turns, under, ct);
                var next = turns.NextTurn(clock.GetUtcNow());
                if (under.Count == 0 && began == 0 && next is null)
                    return;
                if (began == 0 || turns.Free == 0)
                    await WaitAsync(turns, under, next, ct);
            }
        }
        finally
        {
            try
            {
                await Task.WhenAll(under.Keys);
            }
            finally
            {
                // Also where the store is away, so that nobody could write down what came: or nothing would ever be pulled again.
                Volatile.Write(ref running, 0);
            }
        }
    }

    /// <summary>When a source falls due next; null: none will.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => store.NextDueAsync(ct);

    private async Task<int> BeginAsync(HostTurns turns, Dictionary<Task, long> under, CancellationToken ct)
    {
        if (turns.Free == 0)
            return 0;
        ct.ThrowIfCancellationRequested();
        var began = 0;
        foreach (var row in await store.ClaimAsync(turns, ct))
        {
            // Another node's configuration has it, ours does not: it is left to that one.
            if (sources.Find(row.Key) is not { } source)
            {
                turns.Release(row.Id);
                continue;
            }

            metrics.NoteLateness(row.Late, row.Failures > 0);
            under.Add(worker.RunAsync(source, row, ct), row.Id);
            began++;
        }

        return began;
    }

    private async Task WaitAsync(HostTurns turns, Dictionary<Task, long> under, DateTimeOffset? next, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var until = next - clock.GetUtcNow() is { } gap && gap < Look ? gap : Look;
        until = until > Shortest ? until : Shortest;
        await Task.WhenAny([.. under.Keys, Task.Delay(until, clock, enough.Token)]);
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (under.Count > 1)
            await Task.Delay(Together, TimeProvider.System, ct);
        foreach (var (task, id) in under.Where(pair => pair.Key.IsCompleted).ToList())
        {
            under.Remove(task);
            turns.Release(id);
        }
    }
}
