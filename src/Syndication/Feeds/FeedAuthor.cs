namespace Syndication.Feeds;

/// <summary>A person or the publication.</summary>
internal sealed record FeedAuthor(string Name, string Url);
