using System.Buffers;
using System.Net;
using System.Text;

namespace Syndication.Articles;

/// <summary>Plain text of cleaned HTML: for summaries, counts and search.</summary>
public static class PlainText
{
    /// <summary>The text with a space where blocks meet and white space joined.</summary>
    public static string Of(string html)
    {
        var buffer = ArrayPool<char>.Shared.Rent(html.Length);
        try
        {
            var length = WithoutMarks(html, buffer);
            var text = buffer.AsSpan(0, length);
            if (text.Contains('&') && WebUtility.HtmlDecode(text.ToString()) is { } decoded)
            {
                // No entity is shorter than what it stands for.
                decoded.CopyTo(buffer);
                text = buffer.AsSpan(0, decoded.Length);
            }

            return Joined(text).ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

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

    // A mark ends at the next ">", whatever is in it: cleaned HTML has none in values. One that does not end is text.
    private static int WithoutMarks(ReadOnlySpan<char> html, Span<char> text)
    {
        var length = 0;
        for (var start = html.IndexOf('<'); start >= 0; start = html.IndexOf('<'))
        {
            var mark = html[start..].IndexOf('>');
            if (mark < 0)
                break;
            html[..start].CopyTo(text[length..]);
            text[length + start] = ' ';
            length += start + 1;
            html = html[(start + mark + 1)..];
        }

        html.CopyTo(text[length..]);
        return length + html.Length;
    }

    // In place.
    private static ReadOnlySpan<char> Joined(Span<char> text)
    {
        var length = 0;
        var isPending = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                isPending = length > 0;
                continue;
            }

            if (isPending)
                text[length++] = ' ';
            isPending = false;
            text[length++] = c;
        }

        return text[..length];
    }
}
