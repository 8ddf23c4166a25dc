namespace Syndication.Feeds;

/// <summary>An article that was taken back (RFC 6721).</summary>
/// <param name="Id">The item's id.</param>
/// <param name="RemovedAt">When.</param>
internal sealed record FeedTombstone(string Id, DateTimeOffset RemovedAt);
