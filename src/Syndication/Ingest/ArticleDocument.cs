namespace Syndication.Ingest;

/// <summary>An article as a way in understood it, before any rule was checked: the JSON contract's shape, which every way in maps to.</summary>
internal record ArticleDocument
{
    /// <summary>The main section's slug or name. A new article needs it.</summary>
    public string? Section { get; init; }

    /// <summary>Further sections.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Plain text, at most 500 characters. A new article needs it.</summary>
    public string? Title { get; init; }

    /// <summary>Plain text, at most 2,000 characters; made of the body where there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>Exactly one of the three bodies is given.</summary>
    public string? BodyHtml { get; init; }

    /// <inheritdoc cref="BodyHtml"/>
    public string? BodyMarkdown { get; init; }

    /// <inheritdoc cref="BodyHtml"/>
    public string? BodyText { get; init; }

    /// <summary>Where the article is, if not here: an absolute http(s) address.</summary>
    public string? Url { get; init; }

    /// <summary>The end of its address here; made of the title where there is none.</summary>
    public string? Slug { get; init; }

    /// <summary>BCP 47 tag such as en-US; the section's where there is none.</summary>
    public string? Language { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<AuthorDocument> Authors { get; init; } = [];
    public ImageDocument? Image { get; init; }
    public IReadOnlyList<EnclosureDocument> Enclosures { get; init; } = [];

    /// <summary>Whether it is news to mail readers; a new article is.</summary>
    public bool? Announce { get; init; }

    /// <summary>Stored, but shown to nobody.</summary>
    public bool? Draft { get; init; }

    /// <summary>Shown from then on: in the future an embargo. Now where there is none.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the newsroom changed it last.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Gone from then on.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What was wrong, for those who read it before: printed above the text.</summary>
    public string? Correction { get; init; }
}

/// <summary>An author as named by the sender.</summary>
internal sealed record AuthorDocument
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Role { get; init; }
    public string? Bio { get; init; }
    public string? Url { get; init; }
}

/// <summary>A picture as named by the sender.</summary>
internal sealed record ImageDocument
{
    public string? Url { get; init; }
    public string? Alt { get; init; }
    public string? Credit { get; init; }
    public long? Width { get; init; }
    public long? Height { get; init; }
    public string? Type { get; init; }
    public long? Bytes { get; init; }
}

/// <summary>A file as named by the sender.</summary>
internal sealed record EnclosureDocument
{
    public string? Url { get; init; }
    public string? Type { get; init; }
    public long? Bytes { get; init; }
}
