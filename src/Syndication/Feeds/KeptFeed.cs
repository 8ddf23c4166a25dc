namespace Syndication.Feeds;

/// <summary>One rendering and when it was last known to be current.</summary>
internal sealed class KeptFeed(FeedKey key, RenderedFeed feed, FeedVersion version)
{
    private long checkedAt;

    public FeedKey Key { get; } = key;
    public string? Path { get; } = key.Path;
    public RenderedFeed Feed { get; } = feed;
    public FeedAnswer.Found Answer { get; } = new(feed);
    public FeedVersion Version { get; } = version;

    /// <summary>The commit that it was last seen to be current after.</summary>
    public long CheckedAt
    {
        get => Volatile.Read(ref checkedAt);
        set => Volatile.Write(ref checkedAt, value);
    }

    /// <summary>When it was asked for last, in the steps of <see cref="KeptFeeds"/>.</summary>
    public long UsedAt { get; set; }

    /// <summary>What it counts for; nothing while it is not kept.</summary>
    public long Bytes { get; set; }
}
