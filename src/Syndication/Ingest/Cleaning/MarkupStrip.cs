using System.Text;

namespace Syndication.Ingest.Cleaning;

/// <summary>
/// Takes comments and elements that never reach readers out of the text before anything is parsed: what is left is small, and its depth
/// can be counted without knowing the parser's special modes. Linear in the input. What a page shows without scripts stays.
/// </summary>
internal static class MarkupStrip
{
    private static readonly string[] Whole = ["script", "style", "svg", "math", "template", "select", "noscript", "noembed", "frameset"];

    private const string FirstLetters = "smtnf";

    /// <summary>The markup without them, and how many of each kind were there.</summary>
    public static string Run(string html, Dictionary<string, int> removed)
    {
        var kept = new StringBuilder(html.Length);
        var unclosed = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                break;
            kept.Append(html, at, open - at);
            at = SkipComment(html, open, unclosed) ?? SkipElement(html, open, unclosed, removed, kept) ?? open;
            if (at == open)
            {
                kept.Append('<');
                at = open + 1;
            }
        }

        return at < html.Length ? kept.Append(html, at, html.Length - at).ToString() : kept.ToString();
    }

    private static int? SkipComment(string html, int open, HashSet<string> unclosed)
    {
        if (string.CompareOrdinal(html, open, "<!--", 0, 4) != 0 || unclosed.Contains("!--"))
            return null;
        var end = html.IndexOf("-->", open + 2, StringComparison.Ordinal);
        if (end >= 0)
            return end + 3;
        unclosed.Add("!--");
        return null;
    }

    private static int? SkipElement(string html, int open, HashSet<string> unclosed, Dictionary<string, int> removed, StringBuilder kept)
    {
        if (open + 1 >= html.Length || !FirstLetters.Contains(char.ToLowerInvariant(html[open + 1])))
            return null;
        var name = Array.Find(Whole, candidate => IsTag(html, open + 1, candidate));
        if (name is null || unclosed.Contains(name))
            return null;
        for (var end = open; (end = html.IndexOf("</" + name, end + 1, StringComparison.OrdinalIgnoreCase)) >= 0; )
        {
            if (!IsTag(html, end + 2, name))
                continue;
            var instead = name is "noscript" or "script" ? ScriptFallback.Of(name, html[open..end]) : "";
            kept.Append(instead);
            if (instead.Length == 0)
                removed[name] = removed.GetValueOrDefault(name) + 1;
            var close = html.IndexOf('>', end);
            return close < 0 ? html.Length : close + 1;
        }

        // Looked for once: a thousand of them without an end must not cost a thousand searches.
        unclosed.Add(name);
        return null;
    }

    private static bool IsTag(string html, int at, string name) =>
        string.Compare(html, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at + name.Length >= html.Length || html[at + name.Length] is '>' or '/' or ' ' or '\t' or '\n' or '\r' or '\f');
}
