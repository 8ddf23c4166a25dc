namespace Syndication.Ingest.Files;

/// <summary>What a handed-over text is made of.</summary>
internal sealed record TextParts
{
    /// <summary>The headline in the text; null where it has none.</summary>
    public string? Headline { get; init; }

    /// <summary>The body's paragraphs.</summary>
    public required IReadOnlyList<string> Body { get; init; }

    /// <summary>From the byline and the lines about them, in order.</summary>
    public required IReadOnlyList<AuthorDocument> Authors { get; init; }

    /// <summary>The standing note found, with the section whose it is.</summary>
    public (string Text, Publication.Section Section)? Note { get; init; }

    /// <summary>The line that tells when the piece appeared; null where it has none.</summary>
    public string? DateLine { get; init; }

    /// <summary>The furniture that was left out, one text for each paragraph or line.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }
}
