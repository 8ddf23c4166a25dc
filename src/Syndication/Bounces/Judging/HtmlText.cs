using System.Net;
using System.Text;

namespace Syndication.Bounces.Judging;

/// <summary>HTML as text: tags out, lines where blocks end.</summary>
internal static class HtmlText
{
    private static readonly string[] Hidden = ["style", "script", "head", "title"];

    private static readonly string[] Blocks =
    [
        "br",
        "p",
        "/p",
        "div",
        "/div",
        "tr",
        "/tr",
        "li",
        "/li",
        "table",
        "/table",
        "h1",
        "h2",
        "h3",
    ];

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                break;
            text.Append(html, at, open - at);
            var close = html.IndexOf('>', open);
            if (close < 0)
                return Decoded(text);
            var tag = html.AsSpan(open + 1, close - open - 1);
            at = close + 1;

            // Some programs write <reader@example.org> as it is.
            if (tag.Contains('@') && !tag.Contains('='))
                text.Append(html, open, close + 1 - open);
            else
                at = After(html, tag, at, text);
        }

        text.Append(html, at, html.Length - at);
        return Decoded(text);
    }

    private static int After(string html, ReadOnlySpan<char> tag, int at, StringBuilder text)
    {
        var end = tag.IndexOfAny(" \t\r\n");
        var name = (end < 0 ? tag : tag[..end]).TrimEnd('/');
        foreach (var block in Blocks)
        {
            if (name.Equals(block, StringComparison.OrdinalIgnoreCase))
                text.Append('\n');
        }

        foreach (var hidden in Hidden)
        {
            if (!name.Equals(hidden, StringComparison.OrdinalIgnoreCase))
                continue;
            var over = html.IndexOf("</" + hidden, at, StringComparison.OrdinalIgnoreCase);
            return over < 0 ? html.Length : over;
        }

        return at;
    }

    private static string Decoded(StringBuilder text) => WebUtility.HtmlDecode(text.ToString()).Replace('\u00A0', ' ');
}
