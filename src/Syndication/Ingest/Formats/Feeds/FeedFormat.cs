namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Whose own elements those without a namespace are.</summary>
internal enum FeedFormat
{
    /// <summary>RSS of every version, RDF and CDF.</summary>
    Rss,
    Atom,
    Sitemap,
}
