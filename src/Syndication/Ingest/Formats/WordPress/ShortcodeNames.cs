using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>Which shortcodes a text begins and which it ends, found in one pass however many there are.</summary>
internal sealed partial class ShortcodeNames
{
    private readonly HashSet<string> opened = new(StringComparer.Ordinal);
    private readonly HashSet<string> closed = new(StringComparer.Ordinal);

    /// <summary>Looks through a text.</summary>
    public ShortcodeNames(string text)
    {
        foreach (var match in Tag.EnumerateMatches(text))
        {
            var tag = text.AsSpan(match.Index + 1, match.Length - 1);
            if (tag[0] != '/')
                opened.Add(tag.ToString());
            else if (match.Index + match.Length < text.Length && text[match.Index + match.Length] == ']')
                closed.Add(tag[1..].ToString());
        }
    }

    /// <summary>Whether one of that name begins somewhere.</summary>
    public bool IsOpened(string name) => opened.Contains(name);

    /// <summary>Whether one of that name ends somewhere.</summary>
    public bool IsClosed(string name) => closed.Contains(name);

    [GeneratedRegex(@"\[/?[A-Za-z][\w-]{1,40}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Tag { get; }
}
