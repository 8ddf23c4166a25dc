namespace Syndication.Feeds;

/// <summary>What each format is called where.</summary>
public static class FeedFormats
{
    /// <summary>All formats, in the order that lists show them.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [FeedFormat.Rss, FeedFormat.Atom, FeedFormat.Json];

    /// <summary>The end of its addresses: <c>rss</c>, <c>atom</c> or <c>json</c>.</summary>
    public static string Extension(this FeedFormat format) =>
        format switch
        {
            FeedFormat.Rss => "rss",
            FeedFormat.Atom => "atom",
            _ => "json",
        };

    /// <summary>Its name for people.</summary>
    public static string Label(this FeedFormat format) =>
        format switch
        {
            FeedFormat.Rss => "RSS",
            FeedFormat.Atom => "Atom",
            _ => "JSON Feed",
        };

    /// <summary>Its media type.</summary>
    public static string MediaType(this FeedFormat format) =>
        format switch
        {
            FeedFormat.Rss => "application/rss+xml",
            FeedFormat.Atom => "application/atom+xml",
            _ => "application/feed+json",
        };

    /// <summary>The format whose addresses end in <paramref name="extension"/>, or null.</summary>
    public static FeedFormat? Parse(string extension) =>
        extension switch
        {
            "rss" => FeedFormat.Rss,
            "atom" => FeedFormat.Atom,
            "json" => FeedFormat.Json,
            _ => null,
        };
}
