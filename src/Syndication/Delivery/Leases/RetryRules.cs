namespace Syndication.Delivery.Leases;

/// <summary>When a message is tried again, and when no more. The only layer that retries.</summary>
internal static class RetryRules
{
    /// <summary>A message in doubt is sent again this often, then held.</summary>
    public const int MostDoubts = 5;

    /// <summary>How long a relay's "later" is believed, from the first attempt.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(4);
    private static readonly TimeSpan FirstDoubtDelay = TimeSpan.FromMinutes(1);

    /// <summary>The next attempt after a "later", or null when the last one was made.</summary>
    /// <param name="message">The row's number, which spreads rows over time.</param>
    /// <param name="attempts">Attempts made; at least 1.</param>
    /// <param name="first">When the first was made.</param>
    /// <param name="now">The present.</param>
    /// <returns>5 minutes doubling to 4 hours, a tenth more or less, but one attempt at the end of the time.</returns>
    public static DateTimeOffset? After(long message, int attempts, DateTimeOffset first, DateTimeOffset now)
    {
        var end = first + Patience;
        if (now >= end)
            return null;
        var next = now + Spread(Doubling(FirstDelay, LongestDelay, attempts), message, attempts);
        return next < end ? next : end;
    }

    /// <summary>The next attempt after a connection was lost: at once the first time, since the message was not at fault.</summary>
    public static DateTimeOffset? AfterLost(long message, int attempts, DateTimeOffset first, DateTimeOffset now) =>
        attempts <= 1 ? now : After(message, attempts - 1, first, now);

    /// <summary>The next attempt of a message in doubt: 1 minute doubling.</summary>
    public static DateTimeOffset AfterDoubt(long message, int doubts, DateTimeOffset now) =>
        now + Spread(Doubling(FirstDoubtDelay, LongestDelay, doubts), message, doubts);

    private static TimeSpan Doubling(TimeSpan first, TimeSpan longest, int times)
    {
        var delay = first * Math.Pow(2, Math.Clamp(times - 1, 0, 20));
        return delay < longest ? delay : longest;
    }

    /// <summary>Not random, so that it is the same on every node and in every test: a tenth up or down by row and attempt.</summary>
    private static TimeSpan Spread(TimeSpan delay, long message, int times)
    {
        var mixed = unchecked((ulong)((message * 31) + times) * 0x9E3779B97F4A7C15) >> 40;
        return delay * (0.9 + (0.2 * (mixed % 1000) / 1000));
    }
}
