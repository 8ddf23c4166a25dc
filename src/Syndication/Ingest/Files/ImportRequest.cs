namespace Syndication.Ingest.Files;

/// <summary>What to import, and how.</summary>
/// <param name="Kind">What the files are.</param>
/// <param name="Path">A file or a folder.</param>
internal sealed record ImportRequest(ImportKind Kind, string Path)
{
    /// <summary>Section for all of it; null: as the files say.</summary>
    public string? Section { get; init; }

    /// <summary>Headline for a text without one.</summary>
    public string? Title { get; init; }

    /// <summary>Author for all of it; null: as the files say.</summary>
    public string? Author { get; init; }

    /// <summary>Whether it is news to mail readers; null: what is known stays what it is; what is new is news from a single file, and from a folder, an archive, it is not.</summary>
    public bool? Announce { get; init; }

    /// <summary>Reads and checks all, stores nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>Kinds of files that can be imported.</summary>
internal enum ImportKind
{
    /// <summary>Plain text as a newsroom hands it over.</summary>
    Text,

    /// <summary>Markdown with YAML front matter.</summary>
    Markdown,

    /// <summary>HTML pages with one article each.</summary>
    Html,
}

/// <summary>What became of one file.</summary>
/// <param name="File">As the caller would name it.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Address">The article's page; null where nothing was stored.</param>
/// <param name="Faults">Why it was refused.</param>
/// <param name="Notes">What the caller should know.</param>
internal sealed record ImportResult(
    string File,
    ImportOutcome Outcome,
    string? Address,
    IReadOnlyList<Fault> Faults,
    IReadOnlyList<string> Notes
);

/// <summary>What an import did with a file.</summary>
internal enum ImportOutcome
{
    /// <summary>A new article.</summary>
    Created,

    /// <summary>A new revision.</summary>
    Revised,

    /// <summary>Nothing: it was there, just like this, or is withdrawn.</summary>
    Unchanged,

    /// <summary>Nothing: it has faults.</summary>
    Refused,

    /// <summary>Nothing: it could be stored, and this was a dry run.</summary>
    Readable,
}
