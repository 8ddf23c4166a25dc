using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Files;

/// <summary>Recognises what stands with a byline and is not a person: the agency or desk, and the date.</summary>
internal static partial class Credits
{
    private const int Longest = 80;
    private static readonly string[] Dates = ["MMM d yyyy", "MMMM d yyyy", "d MMM yyyy", "d MMMM yyyy", "yyyy-M-d"];

    /// <summary>Whether the line names an agency, a desk or a rank in the newsroom: "The Associated Press", "Staff writer".</summary>
    public static bool IsAgency(string line) => line.Length <= Longest && Agencies.IsMatch(line.Trim());

    /// <summary>Whether the line is a byline of nobody in person: "By The Associated Press".</summary>
    public static bool IsAgencyByline(string line) =>
        line.Length <= Longest && By.Match(line.Trim()) is { Success: true } match && Agencies.IsMatch(match.Groups["who"].Value);

    /// <summary>Whether the line is only a date, with or without the hour.</summary>
    public static bool IsDate(string line) => line.Length <= Longest && DateLines.IsMatch(line.Trim());

    /// <summary>The date as <c>yyyy-MM-dd</c> or with <c>HH:mm</c>; null where the line can mean more than one, or when it was changed.</summary>
    public static string? Unambiguous(string line)
    {
        var match = DateLines.Match(line.Trim());
        if (!match.Success || match.Groups["changed"].Success || match.Groups["zone"].Value.Trim().Length > 0)
            return null;
        var words = match.Groups["date"].Value.Replace(".", "").Replace(",", "").Replace("Sept ", "Sep ");
        if (!DateTime.TryParseExact(words, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date))
            return null;
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!match.Groups["hour"].Success)
            return day;
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var half = match.Groups["half"].Value.ToUpperInvariant();
        if (half.Length > 0 ? hour is < 1 or > 12 : hour > 23)
            return null;
        hour =
            half.Length == 0 ? hour
            : half == "A" ? hour % 12
            : (hour % 12) + 12;
        return string.Create(CultureInfo.InvariantCulture, $"{day} {hour:00}:{match.Groups["minute"].Value}");
    }

    private const string Month =
        @"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";

    [GeneratedRegex(
        @"^(?:(?:published|posted|(?<changed>(?:last\s+)?(?:updated|modified)))?:?\s*(?:on\s+)?)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?<date>"
            + Month
            + @"\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\.?\s+"
            + Month
            + @",?(?:\s+\d{4})?|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:\s*[,|·•–-]?\s*(?:at\s+)?(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?:\s*(?<half>[ap])\.?m\.?)?(?<zone>[ ,]*[A-Z()./+\d:-]{0,10}))?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex DateLines { get; }

    [GeneratedRegex(@"^by:?\s+(?<who>.+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 500)]
    private static partial Regex By { get; }

    [GeneratedRegex(
        @"^(?:from\s+)?(?:the\s+)?(?:(?:associated\s+press|AP|reuters|AFP|dpa|EFE|ANSA|TASS|xinhua|bloomberg|agence\s+france-presse|united\s+press\s+international|UPI|PA)(?:\s+(?:news|media|wire))?|(?:[\p{L}.&’'-]+\s+){0,4}(?:press(?:\s+association)?|news(?:\s+(?:service|agency|network|desk))?|newsroom|wire(?:s|\s+(?:service|reports?))|staff(?:\s+(?:writers?|reporters?|reports?|correspondents?|photographers?))?|correspondents?|(?:night|news|metro|city|foreign|national|features|sports)\s+desk|editorial\s+board)|special\s+to\s+.{2,50})$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Agencies { get; }
}
