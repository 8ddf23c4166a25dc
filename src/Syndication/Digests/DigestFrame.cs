namespace Syndication.Digests;

/// <summary>What surrounds the articles.</summary>
internal sealed record DigestFrame
{
    public required string Language { get; init; }
    public required string Direction { get; init; }
    public required string Subject { get; init; }
    public required string Preheader { get; init; }
    public required string Publication { get; init; }
    public required string PostalAddress { get; init; }
    public required string Date { get; init; }
    public required string Home { get; init; }
    public required string Browser { get; init; }
    public required string Follows { get; init; }
    public required string MoreAddress { get; init; }

    /// <summary>Says what of the issue should have come long before; empty: nothing.</summary>
    public required string Folded { get; init; }

    /// <summary>Says what is counted; empty: nothing is.</summary>
    public required string Tracking { get; init; }

    /// <summary>Stand for the reader's own links.</summary>
    public required Holes Holes { get; init; }
}
