using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>A post as WordPress keeps it, as HTML: paragraphs by blank lines, the block editor's comments, shortcodes.</summary>
internal static partial class WordPressText
{
    /// <summary>The HTML; null where there is none.</summary>
    /// <param name="content">As stored (classic or blocks), or as rendered.</param>
    /// <param name="shortcodes">What stands in brackets becomes; it lists what it does not know.</param>
    public static string? ToHtml(string? content, WordPressShortcodes shortcodes)
    {
        if (string.IsNullOrWhiteSpace(content))
            return null;
        var text = content.ReplaceLineEndings("\n");
        var isBlocks = text.Contains("<!-- wp:", StringComparison.Ordinal);
        if (isBlocks)
            text = Blocks.Replace(text, "");
        text = shortcodes.Expand(text);
        // An embed block says by its own markup what it is: cleaning makes more of it than a link.
        if (isBlocks)
            return text;
        text = LonelyAddress.Replace(text, "<p><a href=\"${address}\">${address}</a></p>");
        return IsParagraphed(text) ? text : Paragraphs(text);
    }

    // Rendered by WordPress, or written in HTML throughout.
    private static bool IsParagraphed(string text) =>
        text.Contains("</p>", StringComparison.OrdinalIgnoreCase) && !BlankLine.IsMatch(Bare(text));

    // What stands outside of blocks, roughly: enough to see whether blank lines divide text there.
    private static string Bare(string text) => Closed.Replace(text, "").Trim();

    // The rule that WordPress calls wpautop: a blank line divides paragraphs, a single line's end is a break, blocks stay as they are.
    private static string Paragraphs(string text)
    {
        var kept = new List<string>();
        var open = Preserved.Replace(
            text,
            match =>
            {
                kept.Add(match.Value);
                return $"\n\n\u0002{kept.Count - 1}\u0003\n\n";
            }
        );
        open = AfterBlock.Replace(BeforeBlock.Replace(open, "\n\n$0"), "$0\n\n");
        var html = new StringBuilder(text.Length + 256);
        foreach (var piece in BlankLine.Split(open).Select(piece => piece.Trim()).Where(piece => piece.Length > 0))
        {
            if (piece[0] == '\u0002' || Block.IsMatch(piece))
                html.Append(piece).Append('\n');
            else
                html.Append("<p>").Append(LineEnd.Replace(piece, "<br>\n")).Append("</p>\n");
        }

        return Place.Replace(
            html.ToString(),
            match => kept[int.Parse(match.Groups["at"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]
        );
    }

    private const string BlockNames =
        "address|article|aside|blockquote|caption|center|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|iframe|video|audio";

    [GeneratedRegex(@"<!--\s*/?wp:[^>]*?-->\n?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Blocks { get; }

    [GeneratedRegex(
        @"^[ \t]*(?<address>https?://[^\s<>""\[\]]{4,500})[ \t]*$",
        RegexOptions.CultureInvariant | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex LonelyAddress { get; }

    [GeneratedRegex(@"\n[ \t\u00A0]*\n\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankLine { get; }

    [GeneratedRegex(
        @"<(?<name>p|div|ul|ol|table|pre|blockquote|figure|h[1-6])\b[^>]*>[\s\S]*?</\k<name>>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex Closed { get; }

    [GeneratedRegex(
        @"<(?<name>pre|script|style|textarea)\b[\s\S]*?</\k<name>\s*>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex Preserved { get; }

    [GeneratedRegex("<(?:" + BlockNames + @")\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex BeforeBlock { get; }

    [GeneratedRegex(
        "</(?:" + BlockNames + @")\s*>|<hr\b[^>]*>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex AfterBlock { get; }

    [GeneratedRegex(
        "^</?(?:" + BlockNames + @")\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"(?<!<br ?/?>)[ \t]*\n", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineEnd { get; }

    [GeneratedRegex("\u0002(?<at>[0-9]{1,6})\u0003", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place { get; }
}
