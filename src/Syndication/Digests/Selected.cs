namespace Syndication.Digests;

/// <summary>A reader's candidates.</summary>
internal sealed record Selected
{
    /// <summary>In the order of filling, each article once.</summary>
    public required IReadOnlyList<NewsItem> Items { get; init; }

    /// <summary>How many there are, those left out of <see cref="Items"/> included.</summary>
    public required int Total { get; init; }

    /// <summary>The newest ended issue, where something of one comes again; else 0.</summary>
    public required long After { get; init; }

    /// <summary>What the reader received and is to be told was put right.</summary>
    public required IReadOnlyList<Correction> Corrections { get; init; }

    /// <summary>Up to here corrections are dealt with when these were told.</summary>
    public required long CorrectionMark { get; init; }

    /// <summary>What of it should have come long before; null: nothing.</summary>
    public required Folded? Folded { get; init; }

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => Items.Count + Corrections.Count == 0;
}
