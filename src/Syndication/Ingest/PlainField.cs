using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest;

/// <summary>
/// Titles, names and other plain text, cleaned once on the way in: known HTML tags are stripped, entities decoded, control characters
/// dropped. A sign that is no tag stays what it is: <c>3 &lt; 4</c>, <c>R&amp;D</c>.
/// </summary>
internal static partial class PlainField
{
    /// <summary>The text on one line.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="changes">What was done, in words; empty where only the white space changed.</param>
    public static string Clean(string text, out IReadOnlyList<string> changes)
    {
        var done = new List<string>();
        var stripped = Tags.Replace(text, match => IsBreak(match.ValueSpan) ? " " : "");
        if (stripped != text)
            done.Add("HTML tags stripped");
        var decoded = WebUtility.HtmlDecode(stripped);
        if (decoded != stripped)
            done.Add("entities decoded");
        var mended = Mojibake.Mend(decoded);
        if (mended != decoded)
            done.Add("UTF-8 that was read as Latin-1 mended");
        var printable = Drop(mended);
        if (printable.Length != mended.Length)
            done.Add("control characters dropped");
        changes = done;
        return Spaces.Replace(printable, " ").Trim();
    }

    private static bool IsBreak(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart("</").TrimEnd("/> ");
        return name.StartsWith("br", StringComparison.OrdinalIgnoreCase)
            || name.Equals("p", StringComparison.OrdinalIgnoreCase)
            || name.Equals("div", StringComparison.OrdinalIgnoreCase)
            || name.Equals("li", StringComparison.OrdinalIgnoreCase);
    }

    // Marks of direction stay: right-to-left titles need them. Overrides and embeddings go: they can turn an address around.
    private static string Drop(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in XmlCharacters.Keep(text).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029)
                kept.Append(' ');
            else if (!Rune.IsControl(rune) && rune.Value is not (0xFEFF or 0x200B or (>= 0x202A and <= 0x202E)))
                kept.Append(rune);
        }

        return kept.ToString();
    }

    [GeneratedRegex(
        @"<!--.*?-->|</?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blink|blockquote|br|button|caption|center|cite|code|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|header|hr|html|body|head|i|iframe|img|input|ins|kbd|label|li|link|main|mark|marquee|meta|nav|object|ol|option|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?/?>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tags { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }
}
