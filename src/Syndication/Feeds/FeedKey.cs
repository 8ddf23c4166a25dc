namespace Syndication.Feeds;

/// <summary>What a rendering is found by.</summary>
internal readonly record struct FeedKey(FeedSubject Subject, FeedFormat Format)
{
    /// <summary>The unescaped path, for feeds that depend on nothing else of a request.</summary>
    public string? Path =>
        Subject is { IsPublic: true, Query: "" } ? $"/feeds/{Uri.UnescapeDataString(Subject.Path)}.{Format.Extension()}" : null;
}
