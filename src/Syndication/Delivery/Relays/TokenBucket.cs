namespace Syndication.Delivery.Relays;

/// <summary>Spreads messages over time: so many a second, of which one second's worth may come at once. Urgent ones never queue behind others.</summary>
/// <param name="perSecond">Asked each time, since it changes with the number of nodes; null: no limit; 0: nothing for now.</param>
/// <param name="clock">Its timestamps, not its calendar, fill the bucket.</param>
internal sealed class TokenBucket(Func<double?> perSecond, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly Lock sync = new();
    private double tokens = double.MaxValue;
    private long filled = clock.GetTimestamp();
    private int urgentWaiting;

    /// <summary>Takes a token if there is one.</summary>
    public bool TryTake(bool isUrgent) => Wait(isUrgent) == TimeSpan.Zero;

    /// <summary>Takes a token, waiting for it if need be.</summary>
    /// <returns>False when cancelled while waiting; nothing was taken then.</returns>
    public async Task<bool> TakeAsync(bool isUrgent, CancellationToken stop)
    {
        if (isUrgent)
            Interlocked.Increment(ref urgentWaiting);
        try
        {
            while (Wait(isUrgent) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested)
                    return false;
            }

            return true;
        }
        finally
        {
            if (isUrgent)
                Interlocked.Decrement(ref urgentWaiting);
        }
    }

    /// <summary>Takes a token and returns zero, or says how long until there may be one.</summary>
    private TimeSpan Wait(bool isUrgent)
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
            var needed = !isUrgent && Volatile.Read(ref urgentWaiting) > 0 ? 2 : 1;
            if (tokens < needed)
                return TimeSpan.FromSeconds(Math.Clamp((needed - tokens) / rate, 0.001, Look.TotalSeconds));
            tokens--;
            return TimeSpan.Zero;
        }
    }
}
