namespace Syndication.Ingest.Sameness;

/// <summary>The words in the last part of an address's path, which sites make of a headline.</summary>
internal static class Slug
{
    // Fewer are a section's or a column's name.
    private const int Least = 4;
    private const double Alike = 0.75;

    /// <summary>The slug's words without its numbers, the same for a page that got another number or date; null where they name no piece.</summary>
    /// <param name="canonical">A <see cref="CanonicalAddress"/>.</param>
    public static TextWords? WordsOf(string canonical)
    {
        var words = TextWords.Of(string.Join(' ', Of(canonical).Words.Where(word => !TextWords.IsCount(word))));
        return words.Count < Least ? null : words;
    }

    /// <summary>
    /// Whether one page may have had both slugs: nearly all words are the same, and numbers and days were at most added. Where either has one
    /// that the other has not, they are two of a series, or two ids.
    /// </summary>
    public static bool IsRenamed(string one, string other)
    {
        var (ours, theirs) = (Of(one), Of(other));
        if (Substitutions.InTitles(ours, theirs))
            return false;
        var (words, others) = (Ordinary(ours), Ordinary(theirs));
        return Math.Min(words.Count, others.Count) >= Least && 2.0 * words.Count(others.Contains) / (words.Count + others.Count) >= Alike;
    }

    private static HashSet<string> Ordinary(TextWords slug) =>
        slug.Words.Where(word => !TextWords.IsCount(word)).ToHashSet(StringComparer.Ordinal);

    private static TextWords Of(string canonical)
    {
        var path = CanonicalAddress.Tail(canonical).Split('?', '#')[0];
        return TextWords.Of(Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]).Replace('-', ' ').Replace('_', ' '));
    }
}
