using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Feeds;

/// <summary>Text as feeds may carry it.</summary>
internal static partial class FeedText
{
    private static readonly SearchValues<char> Suspect = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(IsSuspect),
    ]);

    /// <summary>
    /// The text without what XML 1.0 forbids, and without control characters, noncharacters and U+FFFD, which validators and HTML
    /// parsers report; line ends become a line feed.
    /// </summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspect) < 0)
            return text;
        var clean = new StringBuilder(text.Length);
        var rest = text.Replace("\r\n", "\n", StringComparison.Ordinal).AsSpan();
        while (!rest.IsEmpty)
        {
            // A lone surrogate decodes as U+FFFD, which is left out with the rest.
            Rune.DecodeFromUtf16(rest, out var rune, out var length);
            rest = rest[length..];
            if (rune.Value == '\r')
                clean.Append('\n');
            else if (IsAllowed(rune.Value))
                clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>One line of plain text: clean, with white space joined.</summary>
    public static string Line(string text) => Spaces.Replace(Clean(text), " ").Trim();

    /// <summary>Plain text as HTML.</summary>
    public static string Html(string plain) =>
        plain
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>
    /// Plain text for a place that many take for HTML and that cannot say which it is: an end tag in it is told from markup by a word
    /// joiner, which nobody sees. Readers show it then, and validators do not report it.
    /// </summary>
    public static string WithoutEndTags(string plain) => plain.Replace("</", "<\u2060/", StringComparison.Ordinal);

    /// <summary>A value of an attribute that is text. What looks like the attribute of a picture's address, validators take for one.</summary>
    public static string HtmlAttribute(string plain) => Html(plain).Replace("src=", "src&#61;", StringComparison.OrdinalIgnoreCase);

    private static bool IsAllowed(int value) =>
        value is '\t' or '\n'
        || (value is >= 0x20 and < 0x7F or >= 0xA0 and not 0xFFFD and not (>= 0xFDD0 and <= 0xFDEF) && (value & 0xFFFE) != 0xFFFE);

    private static bool IsSuspect(char c) => char.IsSurrogate(c) || !IsAllowed(c);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }
}
