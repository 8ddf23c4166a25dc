namespace Syndication.Ingest.Sources;

/// <summary>One turn of a source: what its pieces are taken in with.</summary>
/// <param name="Source">The source.</param>
/// <param name="Seen">What it gave before; what is taken in is noted here.</param>
/// <param name="Context">Sections and authors that there are.</param>
/// <param name="At">When.</param>
internal sealed record SourceTurn(Source Source, SeenItems Seen, ReadingContext Context, DateTimeOffset At)
{
    /// <summary>Whether what comes is an archive, where nobody says otherwise.</summary>
    public bool IsFirstPull { get; init; }

    /// <summary>When it was asked last with success; what is much older than that and comes only now is none of the news.</summary>
    public DateTimeOffset? LastReadAt { get; init; }

    /// <summary>Checks everything, stores nothing.</summary>
    public bool IsDryRun { get; init; }
}
