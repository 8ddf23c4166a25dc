using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats;

/// <summary>Dates and times of ISO 8601 as wires and exports write them: RFC 3339, its basic form, a space for the T, no zone (then UTC), a day alone.</summary>
internal static partial class IsoInstant
{
    /// <summary>The instant; null where the text is none, also the year 0 that some systems write for "never".</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || Form.Match(text) is not { Success: true } match)
            return null;
        var zone = match.Groups["zone"].Value;
        var offset =
            zone.Length == 0 ? "+00:00"
            : zone is "Z" or "z" ? "+00:00"
            : Colon(zone);
        var time = match.Groups["hour"].Success
            ? $"{match.Groups["hour"].Value}:{match.Groups["minute"].Value}:{(match.Groups["second"].Success ? match.Groups["second"].Value : "00")}"
            : "00:00:00";
        var fraction = match.Groups["fraction"].Value;
        var canonical =
            $"{match.Groups["year"].Value}-{match.Groups["month"].Value}-{match.Groups["day"].Value}T{time}"
            + (fraction.Length == 0 ? "" : "." + fraction[..Math.Min(fraction.Length, 7)])
            + offset;
        return DateTimeOffset.TryParse(canonical, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year > 1
            ? instant
            : null;
    }

    private static string Colon(string zone) =>
        zone.Length switch
        {
            3 => zone + ":00",
            5 => zone[..3] + ":" + zone[3..],
            _ => zone,
        };

    [GeneratedRegex(
        @"^\s*(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})(?:[Tt ](?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,](?<fraction>\d{1,12}))?)?)?\s?(?<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Form { get; }
}
