namespace Syndication.Articles;

/// <summary>An article that was visible and was taken back.</summary>
public sealed record RemovedArticle
{
    /// <summary>Which.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>When it was taken back.</summary>
    public required DateTimeOffset At { get; init; }
}
