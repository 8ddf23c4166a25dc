namespace Syndication.Ingest.Formats;

/// <summary>What a feed says about itself and about when to read it again.</summary>
internal sealed record FeedTerms
{
    /// <summary>Its own address by its own word (rel=self).</summary>
    public string? Self { get; init; }

    /// <summary>The page that it is the feed of.</summary>
    public string? Home { get; init; }

    /// <summary>WebSub hubs that it names (rel=hub).</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>The next page or the archive before it (RFC 5005, JSON Feed <c>next_url</c>).</summary>
    public string? Next { get; init; }

    /// <summary>Least time between two readings by the feed's own word (<c>ttl</c>, <c>sy:updatePeriod</c>); null: not said.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Hours of the day, UTC, 0 to 23, in which not to read it (<c>skipHours</c>).</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days on which not to read it (<c>skipDays</c>).</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>Nothing will come any more (JSON Feed <c>expired</c>).</summary>
    public bool IsEnded { get; init; }

    /// <summary>It holds all that there is (RFC 5005, 2: <c>fh:complete</c>): what is no longer in it is gone. It is still to be read again.</summary>
    public bool IsComplete { get; init; }
}
