using Syndication.Ingest.Formats;
using Syndication.Ingest.Sameness;

namespace Syndication.Ingest.FullText;

/// <summary>
/// Whether a page is a piece's own. Addresses of pieces that are gone, or that one may see only after a question, lead to front pages, lists and
/// questions, each with a text that reads like an article.
/// </summary>
internal static class OwnPage
{
    // Feeds and pages put kickers, names of sites and shorter words into headlines.
    private const double MostOfTitle = 0.6;
    private const double MostOfPageTitle = 0.75;
    private const int LeastPageTitle = 4;

    // Where a text begins like the piece, which a list of pieces may do for one of them further down.
    private const int TitleWithin = 100;
    private const int SummaryWithin = 300;
    private const int LeastTitle = 3;
    private const int LeastSummary = 5;
    private const int LongestRun = 8;

    // Short words are in any text.
    private const int Telling = 4;
    private const double SomeInCommon = 0.3;
    private const int SummaryStart = 40;

    /// <summary>Why the page is not taken for the piece's own; null: it is.</summary>
    /// <param name="item">As its source gave it.</param>
    /// <param name="asked">The address that it names.</param>
    /// <param name="page">What is there, or where that leads.</param>
    public static string? Refusal(SourceItem item, Uri asked, PageArticle page)
    {
        var (known, found) = (CanonicalAddress.Of(asked.AbsoluteUri), CanonicalAddress.Of(page.Address.AbsoluteUri));
        if (known == found && (known is not null || asked.Host.Equals(page.Address.Host, StringComparison.OrdinalIgnoreCase)))
            return page.IsGuess && !HasSomethingInCommon(item, page) ? "the page's article is another one" : null;
        if (known is not null && page.Addresses.Select(CanonicalAddress.Of).OfType<string>().Any(name => IsItsAddress(name, known)))
            return null;
        if (known is not null && found is null)
            return "its address leads to a front page";
        return IsAbout(item, page, found) ? null : "its address leads to another page";
    }

    // The same path, on whichever host and below whichever folder, or the same words or number at its end.
    private static bool IsItsAddress(string name, string known)
    {
        if (CanonicalAddress.Tail(name) == CanonicalAddress.Tail(known))
            return true;
        var (own, other) = (PathOf(known), PathOf(name));
        if (own.Length > 0 && other.EndsWith(own, StringComparison.Ordinal) && QueryOf(name) == QueryOf(known))
            return true;
        return (CanonicalAddress.IsTelling(other) && EndOf(own) == EndOf(other)) || Slug.IsRenamed(name, known);
    }

    private static string PathOf(string canonical) => CanonicalAddress.Tail(canonical).Split('?', '#')[0];

    private static string QueryOf(string canonical) => CanonicalAddress.Tail(canonical)[PathOf(canonical).Length..];

    private static string EndOf(string path)
    {
        var end = path[(path.LastIndexOf('/') + 1)..];
        var dot = end.LastIndexOf('.');
        return dot > 0 && end.Length - dot <= 6 ? end[..dot] : end;
    }

    private static bool IsAbout(SourceItem item, PageArticle page, string? found)
    {
        var (title, summary) = (Words(item.Title), Words(item.Summary));
        if (title.Count + summary.Count == 0)
            return found is not null && CanonicalAddress.IsTelling(found);
        if (page.Titles.Any(told => AreAlike(title, Words(told))))
            return true;
        var text = TextWords.OfHtml(page.ContentHtml).Words;
        return (title.Count >= LeastTitle && Begins(text, title, TitleWithin))
            || (summary.Count >= LeastSummary && Begins(text, [.. summary.Take(LongestRun)], SummaryWithin));
    }

    private static bool AreAlike(IReadOnlyList<string> title, IReadOnlyList<string> told)
    {
        var (ours, theirs) = (title.ToHashSet(StringComparer.Ordinal), told.ToHashSet(StringComparer.Ordinal));
        var shared = ours.Count(theirs.Contains);
        return shared > 0
            && (shared >= MostOfTitle * ours.Count || (theirs.Count >= LeastPageTitle && shared >= MostOfPageTitle * theirs.Count));
    }

    // The words one after the other, soon enough.
    private static bool Begins(IReadOnlyList<string> text, IReadOnlyList<string> words, int within) =>
        Enumerable
            .Range(0, Math.Max(0, Math.Min(text.Count - words.Count + 1, within)))
            .Any(start => text.Skip(start).Take(words.Count).SequenceEqual(words, StringComparer.Ordinal));

    private static bool HasSomethingInCommon(SourceItem item, PageArticle page)
    {
        var (title, summary) = (Significant(Words(item.Title)), Significant(Words(item.Summary).Take(SummaryStart)));
        if (title.Count + summary.Count == 0)
            return true;
        var held = TextWords.OfHtml(page.ContentHtml).Words.Concat(page.Titles.SelectMany(Words)).ToHashSet(StringComparer.Ordinal);
        return IsHeld(title) || IsHeld(summary);

        bool IsHeld(HashSet<string> words) => words.Count > 0 && words.Count(held.Contains) >= SomeInCommon * words.Count;
    }

    private static HashSet<string> Significant(IEnumerable<string> words) =>
        words.Where(word => word.Length >= Telling || TextWords.IsCount(word) || word[0] > 0x7F).ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyList<string> Words(string? text) => text is null ? [] : TextWords.OfHtml(text).Words;
}
