namespace Syndication.Feeds;

/// <summary>The addresses that one format's feeds name.</summary>
internal sealed class FeedFormatLinks(FeedLinks links, FeedFormat format)
{
    /// <summary>Where the feed itself is.</summary>
    public string Self(FeedDocument document) => Of(document.Subject);

    /// <summary>Where another feed of the same format is.</summary>
    public string Of(FeedSubject subject) => links.Of(subject, format);

    /// <summary>The publication's small icon.</summary>
    public string Favicon => links.Favicon;

    /// <inheritdoc cref="FeedLinks.Icon"/>
    public string Icon => links.Icon;

    /// <inheritdoc cref="FeedLinks.ChannelImage"/>
    public string ChannelImage => links.ChannelImage;

    /// <inheritdoc cref="FeedLinks.Logo"/>
    public string Logo => links.Logo;

    /// <summary>The relations of RFC 5005 that the feed has, in the order of the RFC.</summary>
    public IEnumerable<(string Relation, string Address)> History(FeedHistory history)
    {
        if (history.Current is { } current)
            yield return ("current", Of(current));
        if (history.Previous is { } previous)
            yield return ("prev-archive", Of(previous));
        if (history.Next is { } next)
            yield return ("next-archive", Of(next));
    }
}
