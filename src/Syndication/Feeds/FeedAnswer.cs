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
}
