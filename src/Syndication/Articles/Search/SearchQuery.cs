using System.Diagnostics.CodeAnalysis;
using Syndication.Storage;

namespace Syndication.Articles.Search;

/// <summary>
/// A search as people write it: all of the words, <c>"words in this order"</c>, <c>-without</c>, <c>begins*</c>. Two that look for the same
/// terms in the same order are equal, however they were typed.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Most characters of a search.</summary>
    public const int MaxLength = 200;

    /// <summary>Most terms of a search.</summary>
    public const int MaxTerms = 20;

    /// <summary>Fewest letters before the asterisk.</summary>
    public const int ShortestPrefix = 3;

    private readonly IReadOnlyList<SearchTerm> terms;

    private SearchQuery(IReadOnlyList<SearchTerm> terms) => (this.terms, Text) = (terms, string.Join(' ', terms));

    /// <summary>The one way to write it.</summary>
    public string Text { get; }

    /// <summary>Reads what somebody typed.</summary>
    /// <param name="typed">Any text.</param>
    /// <param name="query">What it asks for; null where it cannot be asked.</param>
    /// <param name="fault">What is wrong with it, in a sentence for whoever typed it; empty where nothing is.</param>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out SearchQuery? query, out string fault)
    {
        query = null;
        var text = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > MaxLength)
        {
            fault = TooLong;
            return false;
        }

        var read = new SearchQuery(SearchTerms.Read(SearchText.Fold(text)));
        fault = read.Fault();
        query = fault.Length == 0 ? read : null;
        return query is not null;
    }

    /// <inheritdoc/>
    public bool Equals(SearchQuery? other) => other?.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc cref="Text"/>
    public override string ToString() => Text;

    /// <summary>As the index takes it.</summary>
    internal TextQuery ToText() =>
        new(
            [.. terms.Where(term => !term.IsUnwanted).Select(term => term.ToText())],
            [.. terms.Where(term => term.IsUnwanted).Select(term => term.ToText())]
        );

    private static string TooLong => $"A search has at most {MaxLength} characters.";

    private string Fault() =>
        terms.Count == 0 ? "A search needs at least one word."
        : terms.All(term => term.IsUnwanted) ? "A search needs at least one word that is to be found, beside those that are not."
        : terms.Count > MaxTerms ? $"A search has at most {MaxTerms} words and phrases."
        : terms.Any(IsTooShort) ? $"A word that ends in * has at least {ShortestPrefix} letters before it."
        // Some signs stand for several letters.
        : Text.Length > MaxLength ? TooLong
        : "";

    private static bool IsTooShort(SearchTerm term) => term.IsPrefix && term.Words.EnumerateRunes().Count() < ShortestPrefix;
}
