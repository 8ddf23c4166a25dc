using System.Globalization;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>The parts of a date as they were read; they make an instant only where each is possible.</summary>
internal struct DateParts
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public int? Year;
    public int? Month;
    public int? DayOfMonth;

    /// <summary>Day of the year, in place of month and day.</summary>
    public int? DayOfYear;

    /// <summary>Week of the year (ISO 8601), in place of month and day.</summary>
    public int? Week;

    /// <summary>1 is Monday.</summary>
    public int? DayOfWeek;
    public int Hour;
    public int Minute;
    public int Second;

    /// <summary>Of a second, in ticks.</summary>
    public int Fraction;

    /// <summary>Afternoon where true, morning where false; null: a clock of 24 hours.</summary>
    public bool? IsAfternoon;

    /// <summary>Minutes east of Greenwich; null: not said, which is read as UTC (RFC 5322, 3.3: -0000).</summary>
    public int? Offset;

    /// <summary>Years of two digits (RFC 5322, 4.3): 00 to 49 are this century's.</summary>
    public static int FullYear(int year, int digits) =>
        digits >= 4 ? year
        : digits == 3 ? 1900 + year
        : year < 50 ? 2000 + year
        : 1900 + year;

    /// <summary>The instant in UTC; null where there is none of these parts.</summary>
    public readonly DateTimeOffset? ToInstant()
    {
        if (ToDay() is not { } day || ToClock() is not { } clock || Offset is < -1439 or > 1439)
            return null;
        var ticks = day.Ticks + clock.Ticks - TimeSpan.FromMinutes(Offset ?? 0).Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private readonly DateTime? ToDay()
    {
        if (Year is not (>= 1 and <= 9999))
            return null;
        var year = Year.Value;
        if (Week is { } week)
        {
            var day = DayOfWeek ?? 1;
            if (week < 1 || week > ISOWeek.GetWeeksInYear(year) || day is < 1 or > 7)
                return null;
            return ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7));
        }

        if (DayOfYear is { } ordinal)
            return ordinal < 1 || ordinal > (DateTime.IsLeapYear(year) ? 366 : 365) ? null : new DateTime(year, 1, 1).AddDays(ordinal - 1);
        var month = Month ?? 1;
        if (month is < 1 or > 12)
            return null;
        var dayOfMonth = DayOfMonth ?? 1;
        return dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month) ? null : new DateTime(year, month, dayOfMonth);
    }

    // 24:00 is the end of a day, and a leap second the first of the next minute.
    private readonly TimeSpan? ToClock()
    {
        var hour = Hour;
        if (IsAfternoon is { } isAfternoon)
        {
            if (hour is < 1 or > 12)
                return hour is > 12 and < 24 && isAfternoon ? Clock(hour) : null;
            hour = hour % 12 + (isAfternoon ? 12 : 0);
        }

        var clock = Clock(hour);
        return clock > Day ? null : clock;
    }

    private readonly TimeSpan? Clock(int hour) =>
        hour is < 0 or > 24 || Minute is < 0 or > 59 || Second is < 0 or > 60
            ? null
            : new TimeSpan(hour, Minute, Second) + TimeSpan.FromTicks(Fraction);
}
