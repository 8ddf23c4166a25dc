using System.Collections.Frozen;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Namespaces by their address, in the forms that feeds write it, and by the prefix that nobody declared.</summary>
internal static class NamespaceNames
{
    // Addresses without "http://" and "www.", in lower case, without a slash or number sign at the end.
    private static readonly FrozenDictionary<string, FeedNamespace> ByAddress = new Dictionary<string, FeedNamespace>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        [""] = FeedNamespace.Core,
        ["backend.userland.com/rss"] = FeedNamespace.Core,
        ["backend.userland.com/rss2"] = FeedNamespace.Core,
        ["backend.userland.com/rss2.1"] = FeedNamespace.Core,
        ["backend.userland.com/rss091"] = FeedNamespace.Core,
        ["backend.userland.com/rss092"] = FeedNamespace.Core,
        ["blogs.law.harvard.edu/tech/rss"] = FeedNamespace.Core,
        ["cyber.law.harvard.edu/rss"] = FeedNamespace.Core,
        ["cyber.law.harvard.edu/rss/rss.html"] = FeedNamespace.Core,
        ["rssboard.org/rss-specification"] = FeedNamespace.Core,
        ["purl.org/rss/1.0"] = FeedNamespace.Core,
        ["purl.org/net/rss1.1"] = FeedNamespace.Core,
        ["my.netscape.com/rdf/simple/0.9"] = FeedNamespace.Core,
        ["channel.netscape.com/rdf/simple/0.9"] = FeedNamespace.Core,
        ["my.netscape.com/publish/formats/rss-0.91.dtd"] = FeedNamespace.Core,
        ["w3.org/2005/atom"] = FeedNamespace.Atom,
        ["purl.org/atom/ns"] = FeedNamespace.Atom,
        ["purl.org/atom"] = FeedNamespace.Atom,
        ["example.com/newformat"] = FeedNamespace.Atom,
        ["example.com/necho"] = FeedNamespace.Atom,
        ["purl.org/echo"] = FeedNamespace.Atom,
        ["uri/of/echo/namespace"] = FeedNamespace.Atom,
        ["purl.org/pie"] = FeedNamespace.Atom,
        ["w3.org/1999/02/22-rdf-syntax-ns"] = FeedNamespace.Rdf,
        ["purl.org/dc/elements/1.0"] = FeedNamespace.DublinCore,
        ["purl.org/dc/elements/1.1"] = FeedNamespace.DublinCore,
        ["purl.org/dc/terms"] = FeedNamespace.DcTerms,
        ["purl.org/rss/1.0/modules/content"] = FeedNamespace.Content,
        ["search.yahoo.com/mrss"] = FeedNamespace.Media,
        ["video.search.yahoo.com/mrss"] = FeedNamespace.Media,
        ["itunes.com/dtds/podcast-1.0.dtd"] = FeedNamespace.Podcast,
        ["itunes.com/dtds/podcast-1.0"] = FeedNamespace.Podcast,
        ["google.com/schemas/play-podcasts/1.0"] = FeedNamespace.Podcast,
        ["purl.org/rss/1.0/modules/syndication"] = FeedNamespace.Rhythm,
        ["purl.org/syndication/history/1.0"] = FeedNamespace.History,
        ["purl.org/atompub/tombstones/1.0"] = FeedNamespace.Tombstone,
        ["w3.org/2007/app"] = FeedNamespace.Publishing,
        ["purl.org/atom/app"] = FeedNamespace.Publishing,
        ["rssnamespace.org/feedburner/ext/1.0"] = FeedNamespace.FeedBurner,
        ["sitemaps.org/schemas/sitemap/0.9"] = FeedNamespace.Sitemap,
        ["google.com/schemas/sitemap/0.84"] = FeedNamespace.Sitemap,
        ["google.com/schemas/sitemap-news/0.9"] = FeedNamespace.SitemapNews,
        ["google.com/schemas/sitemap-image/1.1"] = FeedNamespace.SitemapImage,
        ["w3.org/1999/xhtml"] = FeedNamespace.Xhtml,
        ["w3.org/2000/svg"] = FeedNamespace.Svg,
        ["w3.org/1998/math/mathml"] = FeedNamespace.MathMl,
        ["w3.org/1999/xlink"] = FeedNamespace.Xlink,
        ["w3.org/xml/1998/namespace"] = FeedNamespace.Xml,
        ["wordpress.org/export/1.0"] = FeedNamespace.WordPress,
        ["wordpress.org/export/1.1"] = FeedNamespace.WordPress,
        ["wordpress.org/export/1.2"] = FeedNamespace.WordPress,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, FeedNamespace> ByPrefix = new Dictionary<string, FeedNamespace>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["xml"] = FeedNamespace.Xml,
        ["rss"] = FeedNamespace.Core,
        ["atom"] = FeedNamespace.Atom,
        ["atom10"] = FeedNamespace.Atom,
        ["a10"] = FeedNamespace.Atom,
        ["rdf"] = FeedNamespace.Rdf,
        ["dc"] = FeedNamespace.DublinCore,
        ["dcterms"] = FeedNamespace.DcTerms,
        ["content"] = FeedNamespace.Content,
        ["media"] = FeedNamespace.Media,
        ["itunes"] = FeedNamespace.Podcast,
        ["googleplay"] = FeedNamespace.Podcast,
        ["sy"] = FeedNamespace.Rhythm,
        ["fh"] = FeedNamespace.History,
        ["feedburner"] = FeedNamespace.FeedBurner,
        ["news"] = FeedNamespace.SitemapNews,
        ["image"] = FeedNamespace.SitemapImage,
        ["xhtml"] = FeedNamespace.Xhtml,
        ["svg"] = FeedNamespace.Svg,
        ["xlink"] = FeedNamespace.Xlink,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The namespace of that address: case, scheme, a slash at the end and "www." make no difference.</summary>
    public static FeedNamespace Of(string address)
    {
        var name = address.AsSpan().Trim().TrimEnd("/#");
        name = After(After(After(name, "https://"), "http://"), "www.");
        return ByAddress.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) ? known : FeedNamespace.Unknown;
    }

    /// <summary>What a prefix means where nobody declared it.</summary>
    public static FeedNamespace OfPrefix(string prefix) => ByPrefix.GetValueOrDefault(prefix, FeedNamespace.Unknown);

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> name, string start) =>
        name.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? name[start.Length..] : name;
}
