using System.Globalization;
using System.Text;

namespace Syndication.Templates;

/// <summary>Wraps paragraphs of a text part.</summary>
internal static class TextWrap
{
    /// <summary>Most columns of a line; wide East Asian characters count two. RFC 5322, section 2.1.1, asks for 78 at most.</summary>
    public const int Width = 72;

    /// <summary>The paragraph in lines of <see cref="Width"/> columns, each behind its prefix; a word that is longer stands alone.</summary>
    /// <param name="paragraph">Text in which any white space is a place to break.</param>
    /// <param name="first">Before the first line.</param>
    /// <param name="rest">Before the others.</param>
    public static IEnumerable<string> Lines(string paragraph, string first = "", string rest = "")
    {
        var line = new StringBuilder(first);
        var column = Columns(first);
        var empty = true;
        foreach (var (word, spaced) in Words(paragraph))
        {
            var columns = Columns(word);
            if (!empty && column + columns + (spaced ? 1 : 0) > Width)
            {
                yield return line.ToString();
                line.Clear().Append(rest);
                column = Columns(rest);
                empty = true;
            }

            if (!empty && spaced)
            {
                line.Append(' ');
                column++;
            }

            line.Append(word);
            column += columns;
            empty = false;
        }

        if (!empty)
            yield return line.ToString();
    }

    /// <summary>The paragraph wrapped, its lines joined.</summary>
    public static string Wrap(string paragraph) => string.Join('\n', Lines(paragraph));

    private static IEnumerable<(string Word, bool Spaced)> Words(string paragraph)
    {
        foreach (var word in paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var spaced = true;
            foreach (var piece in Pieces(word))
            {
                yield return (piece, spaced);
                spaced = false;
            }
        }
    }

    // Scripts that are written without spaces may break between any two characters.
    private static IEnumerable<string> Pieces(string word)
    {
        var start = 0;
        for (var at = 1; at < word.Length; at++)
        {
            if (!IsDense(word[at - 1]) || char.IsPunctuation(word[at]) || char.IsLowSurrogate(word[at]))
                continue;
            yield return word[start..at];
            start = at;
        }

        yield return word[start..];
    }

    private static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;
            columns += rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or >= 0x1F300
                ? 2
                : 1;
        }

        return columns;
    }

    private static bool IsDense(char character) => character is >= '\u3040' and <= '\u9FFF';
}
