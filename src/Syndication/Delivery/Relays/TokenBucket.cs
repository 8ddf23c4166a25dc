namespace Syndication.Delivery.Relays;

/// <summary>Spreads messages over time: so many a second, of which one second's worth may come at once.</summary>
/// <param name="perSecond">Null: no limit.</param>
/// <param name="clock">Its timestamps, not its calendar, fill the bucket.</param>
internal sealed class TokenBucket(double? perSecond, TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly double size = Math.Max(1, perSecond ?? 1);
    private double tokens = Math.Max(1, perSecond ?? 1);
    private long filled = clock.GetTimestamp();

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake() => Wait() == TimeSpan.Zero;

    /// <summary>Takes a token, waiting for it if need be.</summary>
    /// <returns>False when cancelled while waiting; nothing was taken then.</returns>
    public async Task<bool> TakeAsync(CancellationToken stop)
    {
        while (Wait() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return false;
        }

        return true;
    }

    /// <summary>Takes a token and returns zero, or says how long until there will be one.</summary>
    private TimeSpan Wait()
    {
        if (perSecond is not { } rate)
            return TimeSpan.Zero;
        lock (sync)
        {
            var now = clock.GetTimestamp();
            tokens = Math.Min(size, tokens + (clock.GetElapsedTime(filled, now).TotalSeconds * rate));
            filled = now;
            if (tokens < 1)
                return TimeSpan.FromSeconds(Math.Max((1 - tokens) / rate, 0.001));
            tokens--;
            return TimeSpan.Zero;
        }
    }
}
