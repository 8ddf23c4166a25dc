namespace Syndication.Ingest.Imports;

/// <summary>What to import of another system's documents, and how.</summary>
/// <param name="Kind">One of <see cref="ImportKinds"/>.</param>
/// <param name="Path">A file, or a folder with all files of the kind below it.</param>
internal sealed record DocumentImport(string Kind, string Path)
{
    /// <summary>For articles whose own section does not exist here; null: they are refused.</summary>
    public string? Section { get; init; }

    /// <summary>The site that it came from, from which relative addresses are taken, and whose ids its pieces have; null: unknown.</summary>
    public Uri? Site { get; init; }

    /// <summary>Whether all of it is news to mail readers; null: a wire's single story is, an archive is not.</summary>
    public bool? Announce { get; init; }

    /// <summary>Whether pages of WordPress are articles too.</summary>
    public bool WithPages { get; init; }

    /// <summary>Reads and checks all, stores nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What became of one piece, or of a document that could not be read.</summary>
/// <param name="File">As the caller would name it.</param>
/// <param name="Id">What the source calls the piece; null: it is the document itself that is spoken of.</param>
/// <param name="Outcome">What happened.</param>
internal sealed record ImportedItem(string File, string? Id, ImportedOutcome Outcome)
{
    /// <summary>The headline as it came; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Why it was refused.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What our form has no place for, by kind, with how often.</summary>
    public IReadOnlyDictionary<string, int> Unmapped { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The share of the file that was read so far, 0 to 1; null: not known.</summary>
    public double? Share { get; init; }
}

/// <summary>What an import did with a piece.</summary>
internal enum ImportedOutcome
{
    /// <summary>A new article.</summary>
    Created,

    /// <summary>A new revision.</summary>
    Revised,

    /// <summary>Nothing that readers see: it was there, just like this, or is withdrawn, or its source took back what readers see of another.</summary>
    Unchanged,

    /// <summary>The source took it back, and so did we.</summary>
    Withdrawn,

    /// <summary>Nothing: the source took back what never was here.</summary>
    PassedOver,

    /// <summary>Nothing: it has faults.</summary>
    Refused,

    /// <summary>Nothing: it could be stored, and this was a dry run.</summary>
    Readable,

    /// <summary>No piece: what the document holds beside its pieces.</summary>
    Noted,
}
