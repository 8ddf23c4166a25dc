namespace Syndication.Ingest.Sameness;

/// <summary>
/// Where two texts put another name, number or day into the same words: one such place is an edit, several are two pieces of one form,
/// such as Monday's weather and Tuesday's.
/// </summary>
internal static class Substitutions
{
    // What is longer is a passage that was written anew.
    private const int LongestPlace = 8;
    private const int ShortestTypo = 4;

    // Two passages have a few words in common by chance, and what stands between those is no substitution.
    private const int Around = 10;

    /// <summary>How many places of the aligned texts have other facts in the one than in the other.</summary>
    public static int Count(Alignment aligned, TextWords one, TextWords other) =>
        aligned.Differences.Count(place => IsSubstitution(place, one, other) && aligned.IsAmidShared(place, Around));

    /// <summary>The share of the different names, numbers and days of the text with fewer of them that the other has as well; 1 where there are none.</summary>
    public static double FactsShared(TextWords one, TextWords other)
    {
        var ours = Facts(one, 0, one.Count).ToHashSet(StringComparer.Ordinal);
        var theirs = Facts(other, 0, other.Count).ToHashSet(StringComparer.Ordinal);
        var fewer = Math.Min(ours.Count, theirs.Count);
        return fewer == 0 ? 1 : (double)ours.Count(theirs.Contains) / fewer;
    }

    /// <summary>The share of the names, numbers and days in the text of the shorter copy that the other has in its headline or text; 0 where there are none.</summary>
    public static double FactsHeld(ArticleCopy one, ArticleCopy other)
    {
        var (shorter, longer) = one.Body.Count <= other.Body.Count ? (one, other) : (other, one);
        var facts = Facts(shorter.Body, 0, shorter.Body.Count).ToHashSet(StringComparer.Ordinal);
        var held = longer.Title.Words.Concat(longer.Body.Words).ToHashSet(StringComparer.Ordinal);
        return facts.Count == 0 ? 0 : (double)facts.Count(held.Contains) / facts.Count;
    }

    /// <summary>How many passages were written anew: too long for a substitution, in both texts. An excerpt that ends within a word has none there.</summary>
    public static int Rewritten(Alignment aligned, TextWords one, TextWords other) =>
        aligned.Differences.Count(place =>
            place is { Length: > 0, OtherLength: > 0 }
            && !IsShort(place)
            && !IsCutWord(place.Start, place.Length, one, other.Words[place.OtherStart])
            && !IsCutWord(place.OtherStart, place.OtherLength, other, one.Words[place.Start])
        );

    /// <summary>Whether two headlines count something else or name another day: "Part 3" and "Part 4", "Weather for Monday" and "for Tuesday".</summary>
    public static bool InTitles(TextWords one, TextWords other)
    {
        var ours = one.Words.Where(TextWords.IsCount).ToHashSet(StringComparer.Ordinal);
        var theirs = other.Words.Where(TextWords.IsCount).ToHashSet(StringComparer.Ordinal);
        return ours.Except(theirs, StringComparer.Ordinal).Any() && theirs.Except(ours, StringComparer.Ordinal).Any();
    }

    private static bool IsCutWord(int start, int length, TextWords text, string whole) =>
        length == 1 && start == text.Count - 1 && whole.StartsWith(text.Words[start], StringComparison.Ordinal);

    private static bool IsShort(Difference place) => place is { Length: <= LongestPlace, OtherLength: <= LongestPlace };

    private static bool IsSubstitution(Difference place, TextWords one, TextWords other)
    {
        if (place.Length == 0 || place.OtherLength == 0 || !IsShort(place))
            return false;
        var ours = Facts(one, place.Start, place.Length);
        var theirs = Facts(other, place.OtherStart, place.OtherLength);
        var here = ours.Except(theirs, StringComparer.Ordinal).ToList();
        var there = theirs.Except(ours, StringComparer.Ordinal).ToList();
        return here.Count > 0
            && there.Count > 0
            && !(here.Count == there.Count && here.Zip(there).All(pair => IsTypo(pair.First, pair.Second)));
    }

    private static List<string> Facts(TextWords text, int start, int length) =>
        [.. Enumerable.Range(start, length).Where(text.IsFact).Select(index => text.Words[index])];

    /// <summary>Whether one slip of the fingers makes the one word of the other: a letter more, less, another, or two that changed places.</summary>
    public static bool IsTypo(string one, string other)
    {
        if (TextWords.IsCount(one) || TextWords.IsCount(other) || Math.Max(one.Length, other.Length) < ShortestTypo)
            return false;
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start])
            start++;
        var (end, stop) = (one.Length, other.Length);
        while (end > start && stop > start && one[end - 1] == other[stop - 1])
            (end, stop) = (end - 1, stop - 1);
        var (left, right) = (one[start..end], other[start..stop]);
        return (left.Length <= 1 && right.Length <= 1)
            || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]);
    }
}
