using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// Works off rows that are due, many at once but few for one host, until none is left: a receiver that is slow keeps nobody else
/// waiting. One run at a time.
/// </summary>
internal sealed class HubLoop<T>(HubOptions options, StoreChanges changes)
    where T : class
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private int running;

    /// <summary>Works until nothing is due; at once back where a run is under way already.</summary>
    /// <param name="claim">Takes rows from the table for which there are slots.</param>
    /// <param name="hostOf">The host that a row's request goes to.</param>
    /// <param name="work">Sends the request and writes down what came of it; throws nothing.</param>
    /// <param name="ct">Stops taking rows; what was begun is finished.</param>
    public async Task RunAsync(
        Func<HostSlots, CancellationToken, Task<IReadOnlyList<T>>> claim,
        Func<T, string> hostOf,
        Func<T, Task> work,
        CancellationToken ct
    )
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
            return;
        var slots = new HostSlots(options.Connections, options.ConnectionsPerHost);
        var under = new Dictionary<Task, string>();
        try
        {
            while (true)
            {
                var seen = changes.Generation;
                var claimed = slots.Free > 0 && !ct.IsCancellationRequested ? await claim(slots, ct) : [];
                foreach (var row in claimed)
                    under.Add(work(row), hostOf(row));
                // With its hosts at their cap, rows of others come into sight.
                if (claimed.Count > 0)
                    continue;
                if (under.Count == 0)
                    return;
                await WaitAsync(under, slots, seen, ct);
            }
        }
        finally
        {
            await Task.WhenAll(under.Keys);
            Volatile.Write(ref running, 0);
        }
    }

    private async Task WaitAsync(Dictionary<Task, string> under, HostSlots slots, long seen, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource();
        var change = ct.IsCancellationRequested ? [] : new[] { ChangeAsync(seen, enough.Token) };
        await Task.WhenAny([.. under.Keys, .. change]);
        await enough.CancelAsync();
        foreach (var (task, host) in under.Where(pair => pair.Key.IsCompleted).ToList())
        {
            under.Remove(task);
            slots.Release(host);
        }
    }

    // Not at every commit: a digest that is being sent makes a thousand a second.
    private async Task ChangeAsync(long seen, CancellationToken ct)
    {
        await changes.WaitAsync(seen, ct);
        await Task.Delay(Pause, TimeProvider.System, ct);
    }
}
