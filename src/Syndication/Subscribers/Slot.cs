using System.Globalization;

namespace Syndication.Subscribers;

/// <summary>The local date and time at which a reader is due, with its instant.</summary>
/// <param name="Local">Date and time on the reader's wall, as the plan names it: also where the clocks skip it.</param>
/// <param name="At">The instant: for a skipped hour the first minute that exists after it, for a doubled one its first pass.</param>
public readonly record struct Slot(DateTime Local, DateTimeOffset At)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    /// <summary>As it is stored.</summary>
    public override string ToString() => Local.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The first slot of a cadence strictly after an instant, and not within half a cadence of catching up after a pause.</summary>
    /// <param name="cadence">Daily, weekly or monthly.</param>
    /// <param name="reader">The plan: hour, weekday, day, zone.</param>
    /// <param name="after">Strictly after this.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cadence has no slots.</exception>
    public static Slot Next(Cadence cadence, Subscriber reader, DateTimeOffset after)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.Zone);
        var time = TimeSpan.FromMinutes(reader.Hour);

        if (reader.CatchUpAt + NextSlots.HalfOf(cadence) is { } rested && rested > after)
            after = rested;

        // A day earlier than the local date: its slot may be skipped forward past `after` by the clocks.
        var day = TimeZoneInfo.ConvertTime(after, zone).Date.AddDays(-1);
        while (true)
        {
            day = cadence switch
            {
                Cadence.Daily => day,
                Cadence.Weekly => day.AddDays(((int)reader.Weekday - (int)day.DayOfWeek + 7) % 7),
                Cadence.Monthly => MonthDay(day, reader.Day),
                _ => throw new ArgumentOutOfRangeException(nameof(cadence), cadence, "has no slots"),
            };
            var slot = new Slot(day + time, InstantOf(day + time, zone));
            if (slot.At > after)
                return slot;
            day = day.AddDays(1);
        }
    }

    /// <summary>A stored slot with its instant under the zone's rules of today, which may not be those that it was made under.</summary>
    public static Slot Parse(string stored, string zone)
    {
        var local = DateTime.ParseExact(stored, Form, CultureInfo.InvariantCulture);
        return new Slot(local, InstantOf(local, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    private static DateTime MonthDay(DateTime from, int day)
    {
        var candidate = OnDay(from, day);
        return candidate >= from
            ? candidate
            : OnDay(new DateTime(from.Year, from.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(1), day);
    }

    private static DateTime OnDay(DateTime month, int day) =>
        new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)), 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The instant of a time on the wall, under the same rules as <see cref="At"/>.</summary>
    internal static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        // Asked about times on the wall, the platform errs where a zone's summer time is the shorter one (Morocco); asked about instants, it does not.
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var (before, after) = (zone.GetUtcOffset(utc.AddDays(-1)), zone.GetUtcOffset(utc.AddDays(1)));
        var first = utc - (before > after ? before : after);
        var second = utc - (before > after ? after : before);
        foreach (var at in new[] { first, second })
        {
            if (LocalAt(at) == local)
                return new DateTimeOffset(at);
        }

        // Some zones skip an hour, half an hour (Lord Howe) or midnight (Beirut): the slot then is the first minute that exists.
        while (LocalAt(first) < local)
            first = first.AddMinutes(1);
        return new DateTimeOffset(first);

        DateTime LocalAt(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, zone);
    }
}
