using Syndication.Ingest.Formats;

namespace Syndication.Ingest.FullText;

/// <summary>An article as its own page has it.</summary>
internal sealed record PageArticle
{
    /// <summary>The whole text, uncleaned; relative addresses are to be taken from <see cref="Base"/>.</summary>
    public required string ContentHtml { get; init; }

    /// <summary>Where the page is.</summary>
    public required Uri Base { get; init; }

    /// <summary>Where it was found, after redirects.</summary>
    public required Uri Address { get; init; }

    /// <summary>Addresses that it goes by: where it was found, and by the page's own word (rel=canonical, og:url).</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What the page and its article call themselves.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Whether the text is, or was measured by, that of the first article that the page's data tells, which names no address of the page.</summary>
    public bool IsGuess { get; init; }

    /// <summary>How the text was found.</summary>
    public required FullTextOrigin Origin { get; init; }

    public string? Title { get; init; }

    /// <summary>The page's own word of its address (rel=canonical); null: none.</summary>
    public string? Canonical { get; init; }

    public SourceImage? Image { get; init; }

    public IReadOnlyList<SourceAuthor> Authors { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    /// <summary>BCP 47, as given.</summary>
    public string? Language { get; init; }

    /// <summary>The piece with the whole text; what the feed says of it stands, what it lacks comes from the page.</summary>
    public SourceItem Complete(SourceItem item) =>
        item with
        {
            ContentHtml = ContentHtml,
            Title = item.Title ?? Title,
            Image = item.Image ?? Image,
            Authors = item.Authors.Count > 0 ? item.Authors : Authors,
            Published = item.Published ?? Published,
            Updated = item.Updated ?? Updated,
            Language = item.Language ?? Language,
        };
}

/// <summary>How an article's text was found on its page.</summary>
internal enum FullTextOrigin
{
    /// <summary>An element marked as the article's body (microdata).</summary>
    Microdata,

    /// <summary>The block that an extractor takes for the article.</summary>
    Block,

    /// <summary>The page's structured data (JSON-LD <c>articleBody</c>): paragraphs without links.</summary>
    StructuredData,
}
