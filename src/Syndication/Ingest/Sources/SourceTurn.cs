namespace Syndication.Ingest.Sources;

/// <summary>One turn of a source: what its pieces are taken in with.</summary>
/// <param name="Source">The source.</param>
/// <param name="Seen">What it gave before; what is taken in is noted here.</param>
/// <param name="Context">Sections and authors that there are.</param>
/// <param name="At">When.</param>
internal sealed record SourceTurn(Source Source, SeenItems Seen, ReadingContext Context, DateTimeOffset At)
{
    // A turn ends well before its hold does.
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    /// <summary>Whether what comes is an archive, where nobody says otherwise.</summary>
    public bool IsFirstPull { get; init; }

    /// <summary>Checks everything, stores nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether its ids are not believed (<see cref="PieceIds"/>): found in this turn, or before.</summary>
    public bool HasDoubtfulIds { get; set; }

    /// <summary>Pieces without a date that may still be news in this turn.</summary>
    public int UndatedLeft { get; set; } = SourceNews.MostUndated;

    /// <summary>Pages that may still be asked for whole texts in this turn.</summary>
    public int PagesLeft { get; set; } = WholeTexts.MostPages;

    /// <summary>Hosts that did not answer in this turn: their other pages are not waited for.</summary>
    public HashSet<string> SilentHosts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether any piece of it is in the store: the store is well, then.</summary>
    public bool HasTaken { get; set; }

    /// <summary>Names of pieces that the last document had and that could not be stored.</summary>
    public IReadOnlySet<string> NotStoredBefore { get; init; } = new HashSet<string>();

    /// <summary>Whether something of it is left for the next turn, which must then read the same document again.</summary>
    public bool IsUnfinished { get; set; }

    /// <summary>Whether there is no such section as everything of it goes to: nothing will be taken, on whatever page.</summary>
    public bool HasNoPlace => Source.Section is { } slug && !Context.Sections.Any(section => section.Slug.Value == slug && section.IsOpen);

    /// <summary>Whether no more is to be asked for in it.</summary>
    public bool IsOver(DateTimeOffset now) => now - At > MostTime;
}
