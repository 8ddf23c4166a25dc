namespace Syndication.Ingest.Formats;

/// <summary>
/// One document of another system (a feed, a wire story, an export, a mail) as a tolerant reader understood it. Nothing of it is
/// checked against the publication or stored yet.
/// </summary>
internal sealed record SourceDocument
{
    /// <summary>What it turned out to be, one of <see cref="SourceKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The document's own title, plain text; null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The document's own language, a BCP 47 tag as given; null where it names none.</summary>
    public string? Language { get; init; }

    /// <summary>In the document's order.</summary>
    public IReadOnlyList<SourceItem> Items { get; init; } = [];

    /// <summary>What a feed says about itself and its next reading; null where the document is not a feed.</summary>
    public FeedTerms? Terms { get; init; }

    /// <summary>Whether its pieces are no articles but other documents that hold them: an index of sitemaps.</summary>
    public bool IsIndex { get; init; }

    /// <summary>What was put right to read it, one line each; each kind of repair once.</summary>
    public IReadOnlyList<string> Mended { get; init; } = [];

    /// <summary>What it holds that our article form has no place for: listed, so that nothing is lost silently.</summary>
    public IReadOnlyList<string> Unmapped { get; init; } = [];

    /// <summary>Why it, or the rest of it, could not be read: one line that names the field or the place and the rule; null where all was read.</summary>
    public string? Error { get; init; }

    /// <summary>A document of which nothing can be read.</summary>
    public static SourceDocument Refused(string kind, string error) => new() { Kind = kind, Error = error };
}
