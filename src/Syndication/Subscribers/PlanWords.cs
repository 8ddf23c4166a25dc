using System.Globalization;

namespace Syndication.Subscribers;

/// <summary>The contract's words for a plan's values, both ways. A word that is not known is null.</summary>
internal static class PlanWords
{
    public const string CadenceRule = "must be one of each, daily, weekly, monthly, off";
    public const string HourRule = "must be a time HH:mm in steps of 15 minutes, 00:00 to 23:45";
    public const string WeekdayRule = "must be an English day name, Monday to Sunday";
    public const string DayRule = "must be 1 to 31";
    public const string ZoneRule = "must be an IANA time zone such as Europe/Berlin";
    public const string FormatRule = "must be html or text";
    public const string LayoutRule = "must be full or headlines";
    public const string QuietRule = "must be empty or two times HH:mm-HH:mm that differ";

    private const int Quarter = 15;

    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Of(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    public static string QuietHours(int? from, int? to) => from is { } start && to is { } end ? $"{Of(start)}-{Of(end)}" : "";

    /// <summary>A value of an enumeration by its name; numbers, which the platform would take, are not names.</summary>
    public static T? Read<T>(string word)
        where T : struct, Enum =>
        word.Length > 0 && word.All(char.IsAsciiLetter) && Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : null;

    public static int? ReadHour(string text) => ReadMinutes(text) is { } minutes && minutes % Quarter == 0 ? minutes : null;

    /// <summary>Minutes after midnight.</summary>
    public static int? ReadMinutes(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;

    /// <summary>The zone's present IANA name, whichever it was given by.</summary>
    public static string? ReadZone(string text) => text.Length is > 0 and <= 64 ? ZoneNames.Find(text) : null;

    public static (int From, int To)? ReadQuiet(string text) =>
        text.Split('-') is [var from, var to] && ReadMinutes(from) is { } start && ReadMinutes(to) is { } end && start != end
            ? (start, end)
            : null;
}
