using System.Globalization;

namespace Syndication.Delivery.Gate;

/// <summary>
/// What was sent and what came back by receiving domain, over the last day: a sliding window. Only what came back of mail that was sent within it
/// counts, so that the stragglers of a large send are not held against the small one after it.
/// </summary>
/// <param name="now">Its end.</param>
/// <param name="released">When an operator last went on all the same: nothing before counts; null: never.</param>
internal sealed class BrakeWindow(DateTimeOffset now, DateTimeOffset? released = null)
{
    /// <summary>How far it reaches back.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>Complaints of all that was sent from which operators are warned: what providers ask senders to stay below.</summary>
    public const decimal WarnComplaints = 0.001m;

    /// <summary>And from which sending stops: what providers refuse mail from.</summary>
    public const decimal StopComplaints = 0.003m;

    /// <summary>Hard bounces of all that was handed over from which sending stops.</summary>
    public const decimal StopHard = 0.05m;

    /// <summary>Of how many messages the first are looked at; at one domain, as many hard bounces as are too many of these.</summary>
    public const int First = 1000;

    /// <summary>Fewer complaints stop nothing: a single reader's is no rate.</summary>
    public const int LeastComplaints = 3;

    private readonly Dictionary<string, Tally> domains = new(StringComparer.Ordinal);

    /// <summary>Its beginning.</summary>
    public DateTimeOffset Since { get; } = released > now - Length ? released.Value : now - Length;

    /// <summary>Counts messages that a relay took.</summary>
    /// <param name="domain">To whom.</param>
    /// <param name="hour">When the hour began in which it did. The window's first hour counts whole: what is sent is known by hours.</param>
    /// <param name="count">How many.</param>
    public void AddSent(string domain, DateTimeOffset hour, long count)
    {
        if (hour > Since - TimeSpan.FromHours(1) && hour <= now)
            Of(domain).Sent += count;
    }

    /// <summary>Counts messages that a relay refused because there is no such mailbox.</summary>
    /// <inheritdoc cref="AddSent" path="/param"/>
    public void AddDead(string domain, DateTimeOffset hour, long count)
    {
        if (hour > Since - TimeSpan.FromHours(1) && hour <= now)
            Of(domain).Dead += count;
    }

    /// <summary>Counts what came back.</summary>
    /// <param name="domain">From where.</param>
    /// <param name="isComplaint">A complaint; else a hard bounce.</param>
    /// <param name="at">When.</param>
    /// <param name="sentAt">When the message was sent; null: not known.</param>
    public void AddReturn(string domain, bool isComplaint, DateTimeOffset at, DateTimeOffset? sentAt)
    {
        if (at < Since || at > now || sentAt < Since)
            return;
        if (isComplaint)
            Of(domain).Complaints++;
        else
            Of(domain).Hard++;
    }

    /// <summary>What is too much, by the domains' names.</summary>
    public IReadOnlyList<BrakeFinding> Findings() =>
        [
            .. domains
                .OrderBy(domain => domain.Key, StringComparer.Ordinal)
                .Select(domain => Judge(domain.Key, domain.Value))
                .OfType<BrakeFinding>(),
        ];

    private static BrakeFinding? Judge(string domain, Tally tally)
    {
        if (tally.Sent > 0 && tally.Complaints >= tally.Sent * WarnComplaints && tally.Complaints > 0)
        {
            var stops = tally.Complaints >= LeastComplaints && tally.Complaints >= tally.Sent * StopComplaints;
            return Finding(domain, stops, tally.Complaints, tally.Sent, "complaints", stops ? StopComplaints : WarnComplaints);
        }

        var hard = tally.Hard + tally.Dead;
        var handed = tally.Sent + tally.Dead;
        return hard >= First * StopHard && hard >= handed * StopHard
            ? Finding(domain, stops: true, hard, handed, "hard bounces", StopHard)
            : null;
    }

    private static BrakeFinding Finding(string domain, bool stops, long count, long of, string what, decimal limit) =>
        new(
            domain,
            stops,
            string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what} of {of:N0} messages in a day, {limit:0.0%} are too many")
        );

    private Tally Of(string domain) => domains.TryGetValue(domain, out var known) ? known : domains[domain] = new Tally();

    private sealed class Tally
    {
        public long Sent { get; set; }

        public long Dead { get; set; }

        public long Hard { get; set; }

        public long Complaints { get; set; }
    }
}

/// <summary>What is too much at one receiving domain.</summary>
/// <param name="Domain">Its name.</param>
/// <param name="Stops">Whether sending stops for it; else operators are told.</param>
/// <param name="Says">How much of what, without the name.</param>
internal sealed record BrakeFinding(string Domain, bool Stops, string Says);
