namespace Syndication.Feeds;

/// <summary>A file that goes with an article.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Type">Media type.</param>
/// <param name="Bytes">Length; 0 when unknown.</param>
/// <param name="Title">Its name, one line of plain text; null where it has none of its own.</param>
internal sealed record FeedAttachment(string Url, string Type, long Bytes, string? Title = null);
