namespace Syndication.Feeds.WebSub;

/// <summary>When a delivery that failed is tried again, and when no more. The only layer that retries.</summary>
internal static class HubRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>The next attempt, or null when the last one was made.</summary>
    /// <param name="row">The row's number, which spreads rows over time.</param>
    /// <param name="attempts">Attempts made; at least 1.</param>
    /// <param name="first">When the first was made.</param>
    /// <param name="now">The present.</param>
    /// <param name="patience">For how long attempts are made.</param>
    /// <returns>1 minute doubling to 2 hours, a fifth more or less, and one at the end of the time.</returns>
    public static DateTimeOffset? After(long row, int attempts, DateTimeOffset first, DateTimeOffset now, TimeSpan patience)
    {
        var end = first + patience;
        if (now >= end)
            return null;
        var delay = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        var next = now + ((delay < Longest ? delay : Longest) * Spread(row, attempts));
        return next < end ? next : end;
    }

    // Not random, so that it is the same on every node and in every test.
    private static double Spread(long row, int attempts)
    {
        var mixed = unchecked((ulong)((row * 31) + attempts) * 0x9E3779B97F4A7C15) >> 40;
        return 0.8 + (0.4 * (mixed % 1000) / 1000);
    }
}
