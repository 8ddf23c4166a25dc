namespace Syndication.Ingest.Formats;

/// <summary>One piece of a source's document, in the source's own words; addresses are absolute where a base was known.</summary>
internal sealed record SourceItem
{
    /// <summary>What the source calls it (guid, atom:id, uri, _id …); null where it names none.</summary>
    public string? Id { get; init; }

    /// <summary>The page of it.</summary>
    public string? Url { get; init; }

    /// <summary>The headline as given (text or HTML by the format's rules); null where it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The description or atom:summary, as given.</summary>
    public string? Summary { get; init; }

    /// <summary>The whole text as HTML, uncleaned; null where the source gives none.</summary>
    public string? ContentHtml { get; init; }

    public IReadOnlyList<SourceAuthor> Authors { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The source's own sections (names or slugs), the main one first; empty where it knows none.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    /// <summary>Gone from then on.</summary>
    public DateTimeOffset? Expires { get; init; }

    public IReadOnlyList<SourceEnclosure> Enclosures { get; init; } = [];

    public SourceImage? Image { get; init; }

    /// <summary>BCP 47, as given.</summary>
    public string? Language { get; init; }

    /// <summary>The end of its address at the source; null where it names none.</summary>
    public string? Slug { get; init; }

    /// <summary>The newest correction's text; null where there is none.</summary>
    public string? Correction { get; init; }

    /// <summary>Not to be shown: a draft, a private piece, a killed or usable-no-more story.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The source took it back (a tombstone, a kill): what we have of it is to be withdrawn.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What it holds that our article form has no place for, one line each.</summary>
    public IReadOnlyList<string> Unmapped { get; init; } = [];

    /// <summary>What of it breaks its own format's rules; with any, it is not to be stored.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}

/// <summary>An author in the source's words; any of the parts may be missing, not all.</summary>
internal sealed record SourceAuthor
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Role { get; init; }
    public string? Biography { get; init; }
    public string? Url { get; init; }
    public string? Email { get; init; }
}

/// <summary>A file that goes with a piece.</summary>
/// <param name="Url">Absolute where a base was known.</param>
/// <param name="Type">Media type as given; null: not said.</param>
/// <param name="Length">Bytes; null: not said or no number.</param>
internal sealed record SourceEnclosure(string Url, string? Type, long? Length);

/// <summary>The lead picture of a piece.</summary>
internal sealed record SourceImage(string Url)
{
    public string? Alt { get; init; }
    public string? Credit { get; init; }
    public string? Type { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
}
