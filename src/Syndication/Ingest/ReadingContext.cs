using Syndication.Publication;

namespace Syndication.Ingest;

/// <summary>What of the publication decides how a document is understood.</summary>
/// <param name="Sections">All sections, ended ones included.</param>
/// <param name="Authors">Known authors that the document may mean.</param>
internal sealed record ReadingContext(IReadOnlyList<Section> Sections, IReadOnlyList<Author> Authors)
{
    /// <summary>What relative addresses are made absolute against; null: the article's own address, else the publication's.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>The section that an operator named for everything that comes in; null: each document names its own.</summary>
    public string? Section { get; init; }

    /// <summary>The headline where a text has none; null: its first sentence.</summary>
    public string? Title { get; init; }

    /// <summary>The author that an operator named; null: as the document says.</summary>
    public string? Author { get; init; }

    /// <summary>Whether it is news to mail readers by the operator's word, where the document does not say; null: not said.</summary>
    public bool? Announce { get; init; }

    /// <summary>Whether an article that comes for the first time is news where nobody says; a known one stays what it is.</summary>
    public bool IsNews { get; init; } = true;

    /// <summary>The section of that slug or name, or null.</summary>
    public Section? SectionOf(string text)
    {
        var trimmed = text.Trim();
        return Sections.FirstOrDefault(section => section.Slug.Value == trimmed)
            ?? Sections.FirstOrDefault(section => string.Equals(section.Name, trimmed, StringComparison.OrdinalIgnoreCase))
            ?? (Publication.Slug.From(trimmed) is { } slug ? Sections.FirstOrDefault(section => section.Slug.Value == slug) : null);
    }

    /// <summary>The known author of that slug or name (initials with or without spaces are the same name), or null.</summary>
    public Author? AuthorOf(string text)
    {
        var letters = Letters(text);
        return Authors.FirstOrDefault(author => author.Slug.Value == text)
            ?? (letters.Length == 0 ? null : Authors.FirstOrDefault(author => Letters(author.Name) == letters));
    }

    /// <summary>What is compared of a name: its letters and digits.</summary>
    public static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
