namespace Syndication.Feeds;

/// <summary>What comes of asking for a feed.</summary>
internal abstract record FeedAnswer
{
    private FeedAnswer() { }

    public sealed record Found(RenderedFeed Feed) : FeedAnswer;

    /// <summary>Its readers are to go to another feed, for good.</summary>
    public sealed record Moved(string To) : FeedAnswer;

    public sealed record Gone : FeedAnswer;

    public sealed record Missing : FeedAnswer;

    /// <summary>The store cannot be read just now.</summary>
    /// <param name="Kept">The feed as it was last; null where it is not in memory.</param>
    public sealed record Unavailable(RenderedFeed? Kept) : FeedAnswer;
}
