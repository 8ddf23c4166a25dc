namespace Syndication.Bounces;

/// <summary>The arithmetic of failures that may pass: a score that decays, and the days of an unbroken run.</summary>
/// <remarks>
/// A run is of consecutive tries that failed, on distinct days. Two things end it: silence, when so little is left of the score that what
/// failed then says nothing of now; and a mail that arrived between two that failed (<see cref="Arrivals"/>): whoever reads every day and fails
/// once a week has a mailbox. What neither arrived nor counts, such as "mailbox full", ends no run and makes none longer.
/// </remarks>
/// <param name="Score">Failures, each counting less the longer ago it was.</param>
/// <param name="Days">Distinct days, in UTC, of the run.</param>
/// <param name="At">When the last one was counted.</param>
internal readonly record struct SoftRun(double Score, int Days, DateTimeOffset At)
{
    /// <summary>With less than this left of it, a run is over and the next failure begins another.</summary>
    private const double Ended = 0.5;

    /// <summary>A run is dense enough when this share of a failure a day is left of it.</summary>
    private const double Dense = 0.5;

    /// <summary>The run after another failure; more than one on a day is one.</summary>
    /// <param name="now">When it was read.</param>
    /// <param name="halfLife"><see cref="BouncesOptions.SoftHalfLife"/>.</param>
    /// <param name="hasArrived">Whether a mail arrived since the last failure.</param>
    public SoftRun After(DateTimeOffset now, TimeSpan halfLife, bool hasArrived = false)
    {
        if (hasArrived)
            return new SoftRun(1, 1, now);
        if (Days > 0 && now.UtcDateTime.Date <= At.UtcDateTime.Date)
            return this;
        var left = Score * Math.Pow(2, -(now - At) / halfLife);
        return left < Ended ? new SoftRun(1, 1, now) : new SoftRun(left + 1, Days + 1, now);
    }

    /// <summary>Whether the address is not worth another try: enough days, and not so far between that mail arrived on most others.</summary>
    /// <param name="days"><see cref="BouncesOptions.SoftDays"/>.</param>
    public bool IsEnough(int days) => Days >= days && Score >= days * Dense;
}
