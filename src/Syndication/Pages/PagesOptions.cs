namespace Syndication.Pages;

/// <summary>What goes with the pages for people.</summary>
public sealed class PagesOptions
{
    /// <summary>The most that sitemaps.org allows.</summary>
    internal const int MostSitemapAddresses = 50_000;

    /// <summary>
    /// Most articles of one sitemap; 1 to 50000. A month with more has several. Crawlers fetch a file whole again when anything in it
    /// changed, so smaller is cheaper for both sides.
    /// </summary>
    public int SitemapAddresses { get; set; } = 10_000;
}
