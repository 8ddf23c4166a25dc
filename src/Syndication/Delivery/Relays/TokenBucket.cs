namespace Syndication.Delivery.Relays;

/// <summary>Spreads messages over time: so many a second, of which one second's worth may come at once.</summary>
/// <param name="perSecond">Asked each time, since it changes with the number of nodes; null: no limit; 0: nothing for now.</param>
/// <param name="clock">Its timestamps, not its calendar, fill the bucket.</param>
internal sealed class TokenBucket(Func<double?> perSecond, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly Lock sync = new();
    private double tokens = double.MaxValue;
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
        if (perSecond() is not { } rate)
            return TimeSpan.Zero;
        if (rate == 0)
            return Look;
        lock (sync)
        {
            var now = clock.GetTimestamp();
            tokens = Math.Min(Math.Max(1, rate), tokens + (clock.GetElapsedTime(filled, now).TotalSeconds * rate));
            filled = now;
            if (tokens < 1)
                return TimeSpan.FromSeconds(Math.Clamp((1 - tokens) / rate, 0.001, Look.TotalSeconds));
            tokens--;
            return TimeSpan.Zero;
        }
    }
}
