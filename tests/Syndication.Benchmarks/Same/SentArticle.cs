namespace Syndication.Benchmarks.Same;

/// <summary>A copy of an article as a source sends it.</summary>
/// <param name="Piece">Which article it truly is a copy of.</param>
/// <param name="Source">The way in.</param>
/// <param name="Id">What the source calls it.</param>
/// <param name="Title">Headline.</param>
/// <param name="Html">Text, uncleaned.</param>
/// <param name="Url">Its page; null: not said.</param>
/// <param name="PublishedAt">Null: not said.</param>
internal sealed record SentArticle(int Piece, string Source, string Id, string Title, string Html, string? Url, DateTimeOffset? PublishedAt)
{
    /// <summary>The ways in that articles come by.</summary>
    public static readonly string[] Sources = ["rss", "atom", "wxr", "api"];
}
