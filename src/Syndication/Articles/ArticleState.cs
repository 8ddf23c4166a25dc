namespace Syndication.Articles;

/// <summary>Whether readers may see an article.</summary>
public enum ArticleState
{
    /// <summary>Kept back.</summary>
    Draft = 0,

    /// <summary>Waits for its hour (embargo).</summary>
    Scheduled = 1,

    /// <summary>Public.</summary>
    Visible = 2,

    /// <summary>Its time is over.</summary>
    Expired = 3,

    /// <summary>Taken back; its page answers 410.</summary>
    Withdrawn = 4,
}
