namespace Syndication.Templates;

/// <summary>The feeds that every page names for autodiscovery, after its own.</summary>
public sealed record SiteFeeds(IReadOnlyList<FeedLink> Feeds);
