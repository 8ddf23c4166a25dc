namespace Syndication.Ingest;

/// <summary>An article as a way in understood it, before any rule was checked: the JSON contract's shape, which every way in maps to.</summary>
internal sealed record ArticleDocument
{
    public string? Section { get; init; }
    public IReadOnlyList<string> Sections { get; init; } = [];
    public string? Title { get; init; }
    public string? Summary { get; init; }

    /// <summary>Exactly one of the three bodies is given.</summary>
    public string? BodyHtml { get; init; }

    /// <inheritdoc cref="BodyHtml"/>
    public string? BodyMarkdown { get; init; }

    /// <inheritdoc cref="BodyHtml"/>
    public string? BodyText { get; init; }

    public string? Url { get; init; }
    public string? Slug { get; init; }
    public string? Language { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<AuthorDocument> Authors { get; init; } = [];
    public ImageDocument? Image { get; init; }
    public IReadOnlyList<EnclosureDocument> Enclosures { get; init; } = [];
    public bool? Announce { get; init; }
    public bool? Draft { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
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
