namespace Syndication.Ingest.FullText;

/// <summary>What came of looking for an article's whole text.</summary>
internal abstract record FullTextOutcome
{
    private FullTextOutcome() { }

    /// <summary>The text.</summary>
    public sealed record Found(PageArticle Article) : FullTextOutcome;

    /// <summary>Its publisher does not allow it (robots, a login, a paywall): the summary is what we have, and it is not asked for again.</summary>
    /// <param name="Rule">Which rule, one line.</param>
    public sealed record NotAllowed(string Rule) : FullTextOutcome;

    /// <summary>There is no text to be had: no page, or nothing on it that is an article.</summary>
    /// <param name="Reason">Why, one line.</param>
    public sealed record Missing(string Reason) : FullTextOutcome;

    /// <summary>The page did not come now; another time it may.</summary>
    /// <param name="Reason">Why, one line.</param>
    public sealed record Unreachable(string Reason) : FullTextOutcome;
}
