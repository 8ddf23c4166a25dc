namespace Syndication.Ingest.Sameness;

/// <summary>A copy of an article, as one source or our store has it, in the form in which copies are compared.</summary>
internal sealed record ArticleCopy
{
    /// <summary>The headline.</summary>
    public required TextWords Title { get; init; }

    /// <summary>The text.</summary>
    public required TextWords Body { get; init; }

    /// <summary>When it was published by its source's word; null: not said.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Canonical addresses (<see cref="CanonicalAddress"/>): one of a copy that comes in, those of all its sources of an article that is there.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
