namespace Syndication.Delivery.Relays;

/// <summary>
/// Leaves recipients' domains alone that say "later" again and again, while others go on: a rest, then one message at a time, and faster with each that is
/// taken. Learned by each node for itself.
/// </summary>
internal sealed partial class DomainPacing(TimeProvider clock, ILogger<DomainPacing> logger)
{
    private const int LaterInARow = 3;
    private const int MostDomains = 1000;
    private const double Faster = 0.9;
    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Unnoticeable = TimeSpan.FromMilliseconds(10);

    /// <summary>Messages are not put off further than this beyond the rest: by then the domain may take them faster.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(1);

    private readonly Lock sync = new();
    private readonly long start = clock.GetTimestamp();
    private readonly Dictionary<string, Pace> domains = new(StringComparer.OrdinalIgnoreCase);

    // The steady clock's: one that is set back must not have a domain rest for an hour.
    private TimeSpan Now => clock.GetElapsedTime(start);

    /// <summary>How many domains are spared now.</summary>
    public int Count
    {
        get
        {
            lock (sync)
            {
                return domains.Values.Count(pace => pace.IsSlow);
            }
        }
    }

    /// <summary>How many domains are remembered.</summary>
    public int Remembered
    {
        get
        {
            lock (sync)
            {
                return domains.Count;
            }
        }
    }

    /// <summary>Asks for a message to go out now.</summary>
    /// <returns>Null: it may. Otherwise when to ask again.</returns>
    public DateTimeOffset? Ask(string domain)
    {
        lock (sync)
        {
            if (!domains.TryGetValue(domain, out var pace) || !pace.IsSlow)
                return null;
            var now = Now;
            if (now >= pace.FreeAt)
            {
                pace.FreeAt = now + pace.Interval;
                return null;
            }

            var limit = Later(now, pace.RestUntil) + Horizon;
            pace.Tail = Later(pace.Tail, pace.FreeAt);
            var turn = pace.Tail < limit ? pace.Tail : limit;
            pace.Tail = turn + pace.Interval;
            return clock.GetUtcNow() + (turn - now);
        }
    }

    /// <summary>Learns from an answer.</summary>
    public void Note(string domain, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Accepted)
            Taken(domain);
        else if (Pushback.IsByDomain(outcome) && PutOff(domain) is { } rest)
            LogRests(outcome.Reply.Code, outcome.Reply.EnhancedCode, rest, Count);
    }

    private void Taken(string domain)
    {
        lock (sync)
        {
            if (!domains.TryGetValue(domain, out var pace))
                return;
            pace.Rest = FirstRest;
            pace.Interval *= Faster;
            if (!pace.IsSlow || pace.Interval < Unnoticeable)
                domains.Remove(domain);
        }
    }

    /// <returns>For how long it is left alone from now on; null: it is not, or it is already.</returns>
    private TimeSpan? PutOff(string domain)
    {
        lock (sync)
        {
            var now = Now;
            var pace = Find(domain);
            pace.LastAt = now;
            if (now < pace.RestUntil || (!pace.IsSlow && ++pace.Times < LaterInARow))
                return null;
            if (pace.IsSlow)
            {
                pace.Rest = Shorter(pace.Rest * 2, LongestRest);
                pace.Interval = Shorter(pace.Interval * 2, LongestInterval);
            }

            pace.IsSlow = true;
            pace.RestUntil = now + pace.Rest;
            pace.FreeAt = pace.RestUntil;
            return pace.Rest;
        }
    }

    private Pace Find(string domain)
    {
        if (domains.TryGetValue(domain, out var known))
            return known;
        if (domains.Count >= MostDomains)
            domains.Remove(domains.MinBy(entry => entry.Value.LastAt).Key);
        return domains[domain] = new Pace();
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // Without the domain's name: one with a single reader would name that reader. The ledger has the answers.
    [LoggerMessage(
        EventId = 4021,
        Level = LogLevel.Warning,
        Message = "A recipients' domain says later again and again ({Code} {EnhancedCode}) and rests for {Rest}; {Domains} domains are spared"
    )]
    private partial void LogRests(int? code, string? enhancedCode, TimeSpan rest, int domains);

    private sealed class Pace
    {
        public int Times { get; set; }

        public bool IsSlow { get; set; }

        public TimeSpan Rest { get; set; } = FirstRest;

        public TimeSpan Interval { get; set; } = FirstInterval;

        public TimeSpan RestUntil { get; set; }

        /// <summary>When the next message may go.</summary>
        public TimeSpan FreeAt { get; set; }

        /// <summary>The turn of the next one that is put off.</summary>
        public TimeSpan Tail { get; set; }

        public TimeSpan LastAt { get; set; }
    }
}
