namespace Syndication.Feeds;

/// <summary>What comes of reading a feed's contents from the store.</summary>
internal abstract record FeedReading
{
    private FeedReading() { }

    /// <summary>It has contents, though perhaps no items.</summary>
    public sealed record Found(FeedDocument Document) : FeedReading;

    /// <summary>Another feed took over its readers.</summary>
    public sealed record Moved(FeedSubject To) : FeedReading;

    /// <summary>It is no more.</summary>
    public sealed record Gone : FeedReading;

    /// <summary>There never was such a thing.</summary>
    public sealed record Unknown : FeedReading;
}
