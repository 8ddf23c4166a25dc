namespace Syndication.Delivery.Relays;

/// <summary>
/// How many connections a relay bears, learned from it: half as many when it pushes back, one more after twenty messages on each went well.
/// </summary>
/// <param name="most">Where it begins, and what it never exceeds.</param>
/// <param name="clock">Its timestamps, not its calendar, are used.</param>
internal sealed class ConnectionWindow(int most, TimeProvider clock)
{
    private const int AcceptedBeforeOneMore = 20;

    /// <summary>One more is not tried sooner after the relay pushed back: each trial may cost it a connection refused.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly Lock sync = new();
    private readonly int most = most;
    private int size = most;
    private int accepted;
    private int answersSinceShrink = most;
    private long shrunkAt;

    /// <summary>Connections that it bears; at least 1.</summary>
    public int Size => Volatile.Read(ref size);

    /// <summary>The relay took a message.</summary>
    public void Grow()
    {
        lock (sync)
        {
            if (answersSinceShrink < most)
                answersSinceShrink++;
            if (size == most || ++accepted < AcceptedBeforeOneMore * size || clock.GetElapsedTime(shrunkAt) < Calm)
                return;
            size++;
            accepted = 0;
        }
    }

    /// <summary>The relay said "too many" or "later".</summary>
    /// <returns>Whether it is smaller now: answers that were under way together count once.</returns>
    public bool Shrink()
    {
        lock (sync)
        {
            accepted = 0;
            shrunkAt = clock.GetTimestamp();
            if (++answersSinceShrink <= size || size == 1)
                return false;
            size = Math.Max(1, size / 2);
            answersSinceShrink = 0;
            return true;
        }
    }
}
