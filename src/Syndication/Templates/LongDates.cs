using System.Globalization;

namespace Syndication.Templates;

/// <summary>Days as a language writes them out, such as "2 March 2026".</summary>
internal static class LongDates
{
    /// <summary>The day in the culture's long form without the day of the week, which old dates do not need.</summary>
    public static string Of(DateOnly day, CultureInfo culture) => day.ToString(PatternOf(culture), culture);

    /// <summary>The pattern of that form.</summary>
    public static string PatternOf(CultureInfo culture)
    {
        var pattern = culture.DateTimeFormat.LongDatePattern.Replace("dddd", "", StringComparison.Ordinal).Trim(' ', ',', '،', '、');
        return pattern.Contains('d', StringComparison.Ordinal) && pattern.Contains('y', StringComparison.Ordinal) ? pattern : "d MMMM yyyy";
    }
}
