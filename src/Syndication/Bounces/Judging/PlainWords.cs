using System.Text;

namespace Syndication.Bounces.Judging;

/// <summary>A text as phrases are matched with it: lower case, single spaces, no addresses (a mailbox may be called "blocked"), no reply codes.</summary>
internal static class PlainWords
{
    private const int Longest = 16 * 1024;

    public static string Of(string text)
    {
        if (text.Length > Longest)
            text = text[..Longest];
        var words = new StringBuilder(text.Length + 1);
        var from = 0;
        foreach (var found in AddressScan.In(text))
        {
            Append(words, text.AsSpan(from, found.Start - from).TrimEnd('<'));
            if (words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
            from = found.End < text.Length && text[found.End] == '>' ? found.End + 1 : found.End;
        }

        Append(words, text.AsSpan(from));
        return words.ToString();
    }

    private static void Append(StringBuilder words, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = 0;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            var word = WithoutCode(text[..end]);
            foreach (var c in word)
                words.Append(c is '\u2018' or '\u2019' ? '\'' : char.ToLowerInvariant(c));
            if (end < text.Length && words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
            text = end < text.Length ? text[(end + 1)..] : [];
        }
    }

    // Servers repeat "550-5.7.1" at each line's start, in the middle of a sentence.
    private static ReadOnlySpan<char> WithoutCode(ReadOnlySpan<char> word)
    {
        if (word.Length >= 3 && word[0] is '2' or '4' or '5' && char.IsAsciiDigit(word[1]) && char.IsAsciiDigit(word[2]))
        {
            if (word.Length == 3)
                return [];
            if (word[3] == '-')
                word = word[4..];
        }

        return ReplyCodes.IsEnhanced(word.TrimEnd('-')) ? [] : word;
    }
}
