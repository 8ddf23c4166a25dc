using SmartReader;

namespace Syndication.Ingest.FullText;

/// <summary>The block of a page that reads like an article, by Mozilla's Readability (in .NET: SmartReader).</summary>
internal static class ArticleBlock
{
    // The extractor's work grows faster than the page: 10,000 elements take it about a second.
    private const int MostTags = 20_000;

    /// <summary>Its markup; null where the page has none.</summary>
    /// <param name="html">Without scripts, within <see cref="Cleaning.HtmlBounds"/>.</param>
    /// <param name="address">Where the page is.</param>
    /// <param name="isMeasured">Whether the caller holds it against the text that the page tells: then a short one is no guess.</param>
    public static string? Of(string html, Uri address, bool isMeasured)
    {
        if (html.AsSpan().Count('<') > MostTags)
            return null;
        var article = new Reader(address.AbsoluteUri, html) { CharThreshold = FullTextReader.ShortestText }.GetArticle();
        return (article.IsReadable || isMeasured) && !string.IsNullOrWhiteSpace(article.Content) ? article.Content : null;
    }
}
