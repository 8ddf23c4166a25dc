namespace Syndication.Publication;

/// <summary>How much of an article a section's feeds carry.</summary>
public enum FeedContent
{
    /// <summary>The whole text.</summary>
    Full,

    /// <summary>The summary only.</summary>
    Summary,
}
