namespace Syndication.Feeds;

/// <summary>The lead image.</summary>
internal sealed record FeedImage(string Url, string Alt, string? Credit, int? Width, int? Height, string? Type, long? Bytes);
