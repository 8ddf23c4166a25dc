using System.Text;

namespace Syndication.Articles.Search;

/// <summary>Reads the terms of a search: words, <c>"phrases"</c>, <c>-unwanted</c>, <c>starts*</c>. Every text can be read.</summary>
internal static class SearchTerms
{
    private const string QuotationMarks = "\"“”„‟«»";

    /// <summary>The terms of a folded text, each once, in its order; what has no letter or digit is passed over.</summary>
    public static IReadOnlyList<SearchTerm> Read(string folded)
    {
        var terms = new List<SearchTerm>();
        for (var at = 0; at < folded.Length; )
        {
            if (char.IsWhiteSpace(folded[at]) || char.IsControl(folded[at]))
            {
                at++;
                continue;
            }

            var unwanted = folded[at] == '-';
            if (unwanted)
                at++;
            var quoted = at < folded.Length && IsQuotationMark(folded[at]);
            if (quoted)
                at++;
            var end = at;
            while (end < folded.Length && !IsEnd(folded[end], quoted))
                end++;
            if (Term(folded[at..end], unwanted, quoted) is { } term && !terms.Contains(term))
                terms.Add(term);
            at = quoted && end < folded.Length ? end + 1 : end;
        }

        return terms;
    }

    private static bool IsEnd(char sign, bool quoted) =>
        IsQuotationMark(sign) || (!quoted && (char.IsWhiteSpace(sign) || char.IsControl(sign)));

    private static bool IsQuotationMark(char sign) => QuotationMarks.Contains(sign, StringComparison.Ordinal);

    private static SearchTerm? Term(string text, bool unwanted, bool quoted)
    {
        var words = string.Join(' ', Parts(text).Select(Trim).Where(word => word.Length > 0));
        if (words.Length == 0)
            return null;
        // A sign of a script without spaces is found inside of words anyway.
        var open = !quoted && text.EndsWith('*') && !SearchText.IsDense(LastOf(words));
        return new SearchTerm(words, open, unwanted);
    }

    private static string[] Parts(string text) =>
        string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Trim(string word)
    {
        var runes = word.EnumerateRunes().ToList();
        var first = runes.FindIndex(SearchText.IsOfWord);
        return first < 0 ? "" : string.Concat(runes[first..(runes.FindLastIndex(SearchText.IsOfWord) + 1)]);
    }

    private static Rune LastOf(string words)
    {
        Rune.DecodeLastFromUtf16(words, out var last, out _);
        return last;
    }
}
