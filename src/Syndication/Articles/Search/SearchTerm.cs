using Syndication.Storage;

namespace Syndication.Articles.Search;

/// <summary>A part of a search as its writer thinks of it.</summary>
/// <param name="Words">A word or, with spaces, a phrase: folded, and a part of a word at both ends.</param>
/// <param name="IsPrefix">Whether the word may go on.</param>
/// <param name="IsUnwanted">Whether what has it is left out.</param>
internal readonly record struct SearchTerm(string Words, bool IsPrefix, bool IsUnwanted)
{
    /// <summary>As the index takes it.</summary>
    public TextTerm ToText() => new(SearchText.Spread(Words), IsPrefix);

    /// <summary>As people write it.</summary>
    public override string ToString() =>
        (IsUnwanted ? "-" : "") + (Words.Contains(' ', StringComparison.Ordinal) ? $"\"{Words}\"" : Words) + (IsPrefix ? "*" : "");
}
