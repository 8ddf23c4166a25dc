using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Articles;

/// <summary>Plain text of cleaned HTML: for summaries, counts and search.</summary>
public static partial class PlainText
{
    /// <summary>The text with a space where blocks meet and white space joined.</summary>
    public static string Of(string html) => Spaces.Replace(WebUtility.HtmlDecode(Marks.Replace(html, " ")), " ").Trim();

    /// <summary>The start of a text, cut at a word's end and closed with an ellipsis where anything was cut.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="length">Most characters, the ellipsis included.</param>
    public static string Start(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = text.LastIndexOf(' ', length - 1);
        if (end < length / 2)
            end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end].TrimEnd(' ', ',', ';', ':', '–', '—', '-') + "…";
    }

    /// <summary>Words of a text; scripts without spaces count two characters as a word.</summary>
    public static int CountWords(string text)
    {
        var words = 0;
        var inWord = false;
        var dense = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x3040 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF)
            {
                dense++;
                inWord = false;
            }
            else if (!Rune.IsLetterOrDigit(rune))
            {
                inWord = inWord && rune.Value is '\'' or '’' or '-';
            }
            else if (!inWord)
            {
                words++;
                inWord = true;
            }
        }

        return words + ((dense + 1) / 2);
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }
}
