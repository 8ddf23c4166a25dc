using System.Globalization;
using System.Text;

namespace Syndication.Storage.Postgres;

/// <summary>Writes texts and searches as PostgreSQL's <c>tsvector</c> and <c>tsquery</c>: words of letters, digits and marks, without accents.</summary>
internal static class IndexedWords
{
    // What PostgreSQL can hold: positions up to this one, and a megabyte of words, of which each takes some bytes beside its letters.
    private const int LastPosition = 16_383;
    private const int MostBytes = 700_000;

    // Between fields, so that no phrase reaches across.
    private const int Gap = 2;

    // What the server takes for one word at most is 2,046 bytes.
    private const int MostLetters = 500;

    /// <summary>The words of a document with their places.</summary>
    public static string Vector(IndexedText text)
    {
        var vector = new StringBuilder();
        var at = 0;
        foreach (var field in new[] { text.Title, text.Summary, text.Authors, text.Tags, text.Body })
        {
            foreach (var word in Words(field))
            {
                at = Math.Min(at + 1, LastPosition);
                vector.Append(Quoted(word)).Append(CultureInfo.InvariantCulture, $":{at} ");
                if (vector.Length > MostBytes)
                    return vector.ToString();
            }

            at = Math.Min(at + Gap, LastPosition);
        }

        return vector.ToString();
    }

    /// <summary>A search; null where it has no word that could be found.</summary>
    public static string? Query(TextQuery query)
    {
        var wanted = query.Wanted.Select(Phrase).OfType<string>().ToList();
        if (wanted.Count == 0)
            return null;
        var unwanted = query.Unwanted.Select(Phrase).OfType<string>().Select(phrase => "!" + phrase);
        return string.Join(" & ", wanted.Concat(unwanted));
    }

    private static string? Phrase(TextTerm term)
    {
        var words = Words(term.Words).Select(Quoted).ToList();
        if (words.Count == 0)
            return null;
        if (term.IsPrefix)
            words[^1] += ":*";
        return $"({string.Join(" <-> ", words)})";
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                // An accent; of scripts whose vowels are marks, those are letters.
                case UnicodeCategory.NonSpacingMark when rune.Value is >= 0x0300 and <= 0x036F:
                    break;
                case <= UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse:
                    if (word.Length < MostLetters)
                        word.Append(rune);
                    break;
                case var _ when word.Length > 0:
                    yield return word.ToString().Normalize();
                    word.Clear();
                    break;
                default:
                    break;
            }
        }

        if (word.Length > 0)
            yield return word.ToString().Normalize();
    }

    private static string Quoted(string word) => $"'{word}'";
}
