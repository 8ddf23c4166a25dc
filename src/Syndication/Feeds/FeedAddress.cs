namespace Syndication.Feeds;

/// <summary>One feed.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Type">Media type.</param>
/// <param name="Href">Absolute address.</param>
public sealed record FeedAddress(FeedFormat Format, string Title, string Type, string Href);
