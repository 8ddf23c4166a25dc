using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>When a source is asked next. Nothing here is random: it is the same on every node and in every test.</summary>
internal static class SourceSchedule
{
    /// <summary>Most time that a source is left alone for its failures.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromDays(1);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(7);

    // Many publishers share a host: the word of one keeps the others for no longer than this.
    private static readonly TimeSpan LongestHostRest = TimeSpan.FromHours(1);

    // What is older says little of how often something comes now.
    private const int LatestDates = 20;
    private const int FewestDates = 3;

    // A tenth of how long it has been silent: a feed of last year is not asked every five minutes for what it was then.
    private const int SilencePart = 10;

    // So long after the last time that its hub brought something, a source is asked seldom.
    private static readonly TimeSpan Trust = TimeSpan.FromDays(3);

    private const int AllHours = (1 << 24) - 1;
    private const int AllDays = (1 << 7) - 1;

    /// <summary>How often to ask by what a document holds: half of the usual time between two pieces, and not more often than it says itself.</summary>
    /// <param name="document">As read.</param>
    /// <param name="before">As it was; zero: not known.</param>
    /// <param name="hasChanges">Whether it brought something new.</param>
    /// <param name="now">The present.</param>
    /// <param name="bounds">Shortest and longest.</param>
    public static TimeSpan Interval(SourceDocument document, TimeSpan before, bool hasChanges, DateTimeOffset now, PullOptions bounds)
    {
        var seen = Usual(document, now) is { } usual ? usual / 2 : Adapted(before, hasChanges, bounds);
        return Clamp(Longer(seen, document.Terms?.Interval), bounds.Shortest, bounds.Longest);
    }

    /// <summary>After a fetch that was answered as asked.</summary>
    /// <param name="row">As it is now, with this fetch in it.</param>
    /// <param name="source">An interval of its own (<see cref="Source.Every"/>) goes before what the source wishes, but for its hours of rest.</param>
    /// <param name="freshFor">How long the answer is fresh by its headers; null: not said.</param>
    /// <param name="now">The present.</param>
    /// <param name="bounds">Shortest and longest.</param>
    public static DateTimeOffset AfterAnswer(SourceRow row, Source source, TimeSpan? freshFor, DateTimeOffset now, PullOptions bounds)
    {
        if (source.Every is { } every)
            return AfterRest(now + every, row);
        var wait = row.Interval > TimeSpan.Zero ? row.Interval : bounds.Shortest;
        if (row.LastChangeAt is { } change)
            wait = Longer(wait, (now - change) / SilencePart);
        wait = IsBrought(row, now) ? bounds.Longest : Clamp(Longer(wait, freshFor), bounds.Shortest, bounds.Longest);
        // Only ever later: a copy that is fresh still is no news.
        return AfterRest(now + (wait * (1 + (0.1 * Spread(row, 0)))), row);
    }

    /// <summary>After a fetch that brought nothing: 5 minutes doubling to a day, a fifth more or less.</summary>
    /// <param name="row">With this failure counted.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset AfterFailure(SourceRow row, DateTimeOffset now)
    {
        var wait = FirstBackoff * Math.Pow(2, Math.Clamp(row.Failures - 1, 0, 20));
        return now
            + Clamp(Clamp(wait, FirstBackoff, LongestBackoff) * (0.8 + (0.4 * Spread(row, row.Failures))), ShortestRest, LongestBackoff);
    }

    /// <summary>After a source asked to be left alone (429, 503): as long as it says, up to a week; where it does not say, as after a failure.</summary>
    public static DateTimeOffset AfterBusy(SourceRow row, TimeSpan? retryAfter, DateTimeOffset now) =>
        retryAfter is { } wait ? now + Clamp(wait, ShortestRest, LongestRest) : AfterFailure(row, now);

    /// <summary>Until when a host's other sources are left alone, too, where one of them was asked to be; null: it did not say.</summary>
    public static DateTimeOffset? HostRest(TimeSpan? retryAfter, DateTimeOffset now) =>
        retryAfter is { } wait ? now + Clamp(wait, ShortestRest, LongestHostRest) : null;

    /// <summary>Hours, or days, as bits; all of them would mean never, which nobody means.</summary>
    public static (int Hours, int Days) RestOf(FeedTerms? terms)
    {
        var hours = (terms?.SkipHours ?? []).Where(hour => hour is >= 0 and < 24).Aggregate(0, (bits, hour) => bits | (1 << hour));
        var days = (terms?.SkipDays ?? []).Aggregate(0, (bits, day) => bits | (1 << (int)day));
        return (hours == AllHours ? 0 : hours, days == AllDays ? 0 : days);
    }

    // A promise alone is not trusted: there are hubs that nobody tells of anything.
    private static bool IsBrought(SourceRow row, DateTimeOffset now) => row.HubLeaseEndsAt > now && row.PushedAt > now - Trust;

    private static DateTimeOffset AfterRest(DateTimeOffset at, SourceRow row)
    {
        var next = at.ToUniversalTime();
        for (var hours = 0; IsRest(next, row) && hours < 8 * 24; hours++)
            next = new DateTimeOffset(next.Year, next.Month, next.Day, next.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        return next;
    }

    private static bool IsRest(DateTimeOffset at, SourceRow row) =>
        (row.SkipHours & (1 << at.Hour)) != 0 || (row.SkipDays & (1 << (int)at.DayOfWeek)) != 0;

    // Half of them come sooner after each other, half later.
    private static TimeSpan? Usual(SourceDocument document, DateTimeOffset now)
    {
        var dates = document
            .Items.Select(item => item.Published ?? item.Updated)
            .OfType<DateTimeOffset>()
            .Where(date => date <= now)
            .Distinct()
            .OrderDescending()
            .Take(LatestDates)
            .ToList();
        if (dates.Count < FewestDates)
            return null;
        var gaps = dates.Zip(dates.Skip(1), (later, sooner) => later - sooner).Order().ToList();
        return gaps[gaps.Count / 2];
    }

    private static TimeSpan Adapted(TimeSpan before, bool hasChanges, PullOptions bounds) =>
        before <= TimeSpan.Zero ? bounds.Shortest * 4
        : hasChanges ? before / 2
        : before * 1.5;

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least ? least
        : value > most ? most
        : value;

    // 0 to 1, so that sources that began together do not stay together.
    private static double Spread(SourceRow row, int turn) =>
        (unchecked((ulong)((row.Id * 31) + turn) * 0x9E3779B97F4A7C15) >> 40) % 1000 / 1000.0;
}
