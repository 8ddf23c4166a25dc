namespace Syndication.Ingest.Sources;

/// <summary>How a source is asked for what it has.</summary>
public enum SourceKind
{
    /// <summary>One document: a feed of any format, a sitemap, a wire story.</summary>
    Feed,

    /// <summary>The REST API of a WordPress site, page by page.</summary>
    WordPress,

    /// <summary>A content API that answers with ANS (Arc XP), page by page.</summary>
    Ans,
}
