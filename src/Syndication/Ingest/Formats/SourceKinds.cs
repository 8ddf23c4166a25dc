namespace Syndication.Ingest.Formats;

/// <summary>The kinds of documents that are understood, as <c>import KIND</c>, <c>Ingest:Sources</c> and <c>ingest read</c> name them.</summary>
internal static class SourceKinds
{
    public const string Rss = "rss";
    public const string Rdf = "rdf";
    public const string Atom = "atom";
    public const string Cdf = "cdf";
    public const string JsonFeed = "json-feed";
    public const string Sitemap = "sitemap";
    public const string Ans = "ans";
    public const string Ninjs = "ninjs";
    public const string NewsMl = "newsml-g2";
    public const string Nitf = "nitf";
    public const string Wxr = "wxr";
    public const string WordPress = "wordpress";
    public const string Ghost = "ghost";
    public const string Markdown = "markdown";
    public const string Html = "html";
    public const string Text = "text";
    public const string Mail = "mail";

    /// <summary>What could not be told.</summary>
    public const string Unknown = "unknown";
}
