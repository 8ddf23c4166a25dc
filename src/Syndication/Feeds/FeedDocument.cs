namespace Syndication.Feeds;

/// <summary>What a feed says, in no format yet: every string is clean, every address absolute.</summary>
internal sealed record FeedDocument
{
    public required FeedSubject Subject { get; init; }
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Language { get; init; }

    /// <summary>The page for people.</summary>
    public required string Page { get; init; }

    /// <summary>When its item list or contents last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Who stands for items without a byline.</summary>
    public required FeedAuthor Publisher { get; init; }
    public required IReadOnlyList<FeedItem> Items { get; init; }

    /// <summary>How long a reader may wait between two requests; zero: it should ask as often as it likes. See <see cref="FeedRhythm"/>.</summary>
    public required TimeSpan Rhythm { get; init; }

    /// <summary>The rhythm that it announces: nobody is to come back to an archive, which names the feed to come back to.</summary>
    public TimeSpan AnnouncedRhythm => History.IsArchive ? TimeSpan.Zero : Rhythm;

    /// <summary>The hub (WebSub) that it can be subscribed to at.</summary>
    public string? Hub { get; init; }

    /// <summary>Its place among the archived feeds.</summary>
    public FeedHistory History { get; init; } = FeedHistory.None;

    /// <summary>Articles that were in it and were taken back, latest first.</summary>
    public IReadOnlyList<FeedTombstone> Removed { get; init; } = [];
}
