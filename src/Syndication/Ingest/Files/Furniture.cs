using System.Text.RegularExpressions;

namespace Syndication.Ingest.Files;

/// <summary>Recognises what is copied along with a piece from the page around it.</summary>
internal static partial class Furniture
{
    private const int LongestHeading = 90;
    private const int LongestHeadline = 160;
    private const int LongestTeaser = 400;

    /// <summary>
    /// Whether the line opens a part of the page that is not the piece: "More From Gear", "In Other News". What closes as sentences do
    /// is none, however it begins: "Read more at …", "Sign up for the course, he said." are the piece's own words.
    /// </summary>
    public static bool IsHeading(string line) =>
        line.Length <= LongestHeading && (Notices.IsMatch(line.Trim()) || (!EndsSentence(line) && Headings.IsMatch(line.Trim())));

    /// <summary>Whether the heading is one that newsrooms also put between two paragraphs of a piece.</summary>
    public static bool IsInline(string line) => Inline.IsMatch(line.Trim());

    /// <summary>The name in a heading "About Jane Doe"; null for any other line.</summary>
    public static string? AboutWhom(string line) =>
        About.Match(line.Trim()) is { Success: true } match && AuthorLine.IsPersonName(match.Groups["name"].Value)
            ? match.Groups["name"].Value
            : null;

    /// <summary>Whether the line stands in lists of other pieces: a headline, a byline, a date, a button.</summary>
    public static bool IsListed(string line)
    {
        var text = line.Trim();
        return text.Length <= LongestHeadline && (!EndsSentence(text) || text[^1] is '?' or '!' || IsMeta(text));
    }

    /// <summary>Whether the text can stand under a headline of such a list.</summary>
    public static bool IsTeaser(string text) => text.Length <= LongestTeaser;

    /// <summary>Whether the line tells when a piece appeared or offers to share it.</summary>
    public static bool IsMeta(string line) => line.Length <= LongestHeading && Meta.IsMatch(line.Trim());

    /// <summary>Whether the text closes as sentences do, quotation marks and brackets aside.</summary>
    public static bool EndsSentence(string text) =>
        text.TrimEnd('"', '\'', '”', '’', '»', '›', ')', ']', ' ') is [.., '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '।'];

    /// <summary>Whether the line only marks the end: "###", "-30-".</summary>
    public static bool IsEndMark(string line) => EndMarks.IsMatch(line.Trim());

    [GeneratedRegex(
        @"^(?:more\s+(?:from|in|on|about|stories|news|headlines|by)\b.{0,60}|in\s+other\s+news|read\s+(?:more|next|also|on)\b.{0,70}|keep reading|related\b(?:\s+(?:stories|articles|content|coverage|reading|posts|links|topics|news|video))?:?|related:.{1,80}|recommended(?:\s+(?:for you|reading|stories|videos?))?:?|(?:you\s+)?(?:may|might)\s+also\s+(?:like|enjoy).{0,20}|sign\s+up\s+(?:for|to)\b.{0,75}|subscribe(?:\s+(?:to|now|today|for)\b.{0,60})?|get\s+(?:the|our)\b.{0,50}(?:newsletter|inbox|email|app).{0,20}|share(?:\s+(?:this|on|article|story|via)\b.{0,30})?:?|tags?:?(?:\s.{0,70})?|topics?:.{0,70}|filed\s+under:?.{0,60}|categories:.{0,60}|in\s+this\s+(?:story|article):?|featured\s+(?:videos?|stories|articles?)|top\s+(?:stories|news|headlines|videos?)|latest(?:\s+(?:news|stories|videos?|headlines|from\b.{0,30}))?|trending(?:\s+(?:now|stories|news|videos?))?|most\s+(?:read|popular|viewed|recent|shared)|popular(?:\s+(?:now|stories|articles|posts))?|editor['’]?s['’]?\s+(?:picks?|choice)|don['’]?t\s+miss.{0,30}|what\s+to\s+read\s+next|up\s+next|next\s+(?:article|story|post|up)|previous\s+(?:article|story|post)|load\s+more.{0,20}|see\s+(?:more|all)\b.{0,40}|view\s+(?:more|all|comments)\b.{0,30}|show\s+comments?|(?:leave\s+a\s+)?comments?(?:\s*\(\d+\))?|join\s+the\s+(?:conversation|discussion)|follow\s+us.{0,40}|advertisements?|sponsored(?:\s+(?:content|by|stories)\b.{0,40})?|promoted(?:\s+(?:content|stories))?|from\s+our\s+partners.{0,30}|around\s+the\s+web|newsletters?|our\s+newsletters?|about\s+(?:the\s+)?(?:author|authors|writer)s?:?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Headings { get; }

    [GeneratedRegex(
        @"^(?:(?:copyright\s+(?:©|\(c\)|\d{4})|©|\(c\)\s+\d{4}).{0,80}|all\s+rights\s+reserved\.?)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Notices { get; }

    [GeneratedRegex(
        @"^(?:(?:related|read\s+(?:more|next|also|on))\b.*:\s*\S|sign\s+up|subscribe|get\s|share|more\s+on|advertisement)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Inline { get; }

    [GeneratedRegex(@"^About\s+(?<name>\p{Lu}.{3,59}?):?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex About { get; }

    [GeneratedRegex(
        @"^(?:(?:published|updated|posted|last updated|modified)?:?\s*(?:on\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?(?:,?\s+(?:at\s+)?\d{1,2}:\d{2}.{0,15})?|\d{1,2}\s+(?:minutes?|mins?|hours?|days?|weeks?|months?|years?)\s+ago|\d{1,2}\s*min(?:ute)?s?\.?\s+read|\d{4}-\d{2}-\d{2}.{0,20}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|by\s+.{2,60}|photo(?:s|graph)?(?:\s+(?:by|credit)\b.{0,60})?|share|tweet|print|e-?mail|facebook|twitter|linkedin|reddit|whatsapp|copy link|save)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Meta { get; }

    [GeneratedRegex(
        @"^(?:#{1,5}|[-–—]\s*30\s*[-–—]|\[?end\]?|ends)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex EndMarks { get; }
}
