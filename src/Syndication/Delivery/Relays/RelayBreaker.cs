namespace Syndication.Delivery.Relays;

/// <summary>Keeps senders away from a relay that is at fault: shut for 5 seconds, doubling to 5 minutes, until one connection has worked.</summary>
internal sealed class RelayBreaker(TimeProvider clock)
{
    private const int LostBeforeOpen = 3;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Lock sync = new();
    private int faults;
    private int lost;
    private long opened;
    private TimeSpan pause;

    // By the steady clock: one that is set back must not leave a relay alone for an hour.
    private TimeSpan Rest => pause - clock.GetElapsedTime(opened);

    /// <summary>How many connections it lets through: none while open, one to try again, then any number.</summary>
    public int Lets
    {
        get
        {
            lock (sync)
            {
                return faults == 0 ? int.MaxValue
                    : Rest > TimeSpan.Zero ? 0
                    : 1;
            }
        }
    }

    /// <summary>When it will let one through again; null: it is not open.</summary>
    public DateTimeOffset? ReopensAt
    {
        get
        {
            lock (sync)
            {
                return faults == 0 ? null : clock.GetUtcNow() + Rest;
            }
        }
    }

    /// <summary>The relay took a message, or refused one as it should.</summary>
    /// <returns>Whether it had been at fault.</returns>
    public bool Works()
    {
        lock (sync)
        {
            var wasOpen = faults > 0;
            faults = 0;
            lost = 0;
            return wasOpen;
        }
    }

    /// <summary>The relay could not be reached or refused us.</summary>
    /// <returns>How long it is left alone, and whether it was not so already: for one caller among those that fail together.</returns>
    public (TimeSpan Pause, bool IsNews) Fault()
    {
        lock (sync)
        {
            var isNews = faults == 0;

            // Connections that fail together are one fault.
            if (faults == 0 || Rest <= TimeSpan.Zero)
            {
                pause = faults == 0 ? First : Min(pause * 2, Longest);
                opened = clock.GetTimestamp();
                faults++;
            }

            return (pause, isNews);
        }
    }

    /// <summary>A connection ended in the middle of a message: a fault when it happens again and again.</summary>
    /// <returns>As <see cref="Fault"/>; null: it is not left alone, yet.</returns>
    public (TimeSpan Pause, bool IsNews)? Lost()
    {
        lock (sync)
        {
            if (++lost < LostBeforeOpen && faults == 0)
                return null;
        }

        return Fault();
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
