using System.Collections.Concurrent;

namespace Syndication.Ingest.FullText;

/// <summary>One request at a time to each host, with a pause between two.</summary>
internal sealed class PagePauses(TimeProvider clock)
{
    private const int MostHosts = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> next = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until it is our turn.</summary>
    /// <param name="host">Host and port.</param>
    /// <param name="pause">Least time to the request after this one.</param>
    /// <param name="most">Longest wait.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the wait would be longer.</returns>
    public async Task<bool> TakeAsync(string host, TimeSpan pause, TimeSpan most, CancellationToken ct)
    {
        if (next.Count > MostHosts)
            next.Clear();
        var now = clock.GetUtcNow();
        var turn = now;
        var isTaken = false;
        next.AddOrUpdate(
            host,
            _ =>
            {
                (turn, isTaken) = (now, true);
                return now + pause;
            },
            (_, free) =>
            {
                (turn, isTaken) = (free > now ? free : now, (free > now ? free : now) - now <= most);
                return isTaken ? turn + pause : free;
            }
        );
        if (!isTaken)
            return false;
        if (turn > now)
            await Task.Delay(turn - now, clock, ct);
        return true;
    }
}
