namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Vocabularies that feeds are written in.</summary>
internal enum FeedNamespace
{
    /// <summary>The format's own: no namespace, or one of those that RSS 0.90 to 2.0 were given.</summary>
    Core,

    /// <summary>Atom 0.3 and 1.0.</summary>
    Atom,
    Rdf,
    DublinCore,
    DcTerms,

    /// <summary>RSS 1.0's content module.</summary>
    Content,
    Media,
    Podcast,

    /// <summary>RSS 1.0's syndication module (<c>sy:</c>).</summary>
    Rhythm,

    /// <summary>RFC 5005.</summary>
    History,

    /// <summary>RFC 6721.</summary>
    Tombstone,

    /// <summary>RFC 5023.</summary>
    Publishing,
    FeedBurner,
    Sitemap,
    SitemapNews,
    SitemapImage,
    Xhtml,
    Svg,
    MathMl,
    Xlink,
    Xml,

    /// <summary>WordPress exports: not a feed of articles to this reader.</summary>
    WordPress,
    Unknown,
}
