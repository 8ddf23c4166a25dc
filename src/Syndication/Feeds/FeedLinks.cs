using Syndication.Articles.Search;
using Syndication.Feeds.Search;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>Where feeds are found: for autodiscovery, lists and the feeds' own links.</summary>
public sealed class FeedLinks(WebAddresses addresses)
{
    /// <summary>The feeds of a scope, one per format, RSS first.</summary>
    /// <param name="scope">What the feeds are of.</param>
    /// <param name="title">The scope's name for people; the format's name is added to it.</param>
    public IReadOnlyList<FeedAddress> For(Scope scope, string title) => For(new CurrentFeed(scope), title);

    /// <summary>The feeds of a search, one per format, RSS first.</summary>
    /// <param name="search">What is searched for.</param>
    /// <param name="title">The search's name for people; the format's name is added to it.</param>
    public IReadOnlyList<FeedAddress> For(SearchQuery search, string title) => For(new SearchFeed(search), title);

    /// <summary>One feed's absolute address.</summary>
    public string Of(Scope scope, FeedFormat format) => Of(new CurrentFeed(scope), format);

    /// <inheritdoc cref="Of(Scope, FeedFormat)"/>
    internal string Of(FeedSubject subject, FeedFormat format) =>
        $"{addresses.Base}/feeds/{subject.Path}.{format.Extension()}{subject.Query}";

    /// <summary>Where the feeds of all searches are, without the query that names one.</summary>
    public string OfSearches(FeedFormat format) => $"{addresses.Base}/feeds/search.{format.Extension()}";

    /// <summary>Our hub (WebSub).</summary>
    internal string Hub => addresses.Hub;

    /// <summary>The publication's small icon.</summary>
    public string Favicon => addresses.Base + "/favicon.ico";

    /// <summary>The publication's icon, a square of 512 pixels.</summary>
    public string Icon => addresses.Base + "/assets/icon-512.png";

    /// <summary>The icon in a size that RSS allows (at most 144 pixels wide).</summary>
    public string ChannelImage => addresses.Base + "/assets/icon-144.png";

    /// <summary>The publication's logo, twice as wide as high, as Atom asks.</summary>
    public string Logo => addresses.Base + "/assets/logo.png";

    /// <summary>The page for people that shows what the feed carries.</summary>
    public string PageOf(Scope scope) => addresses.Of(scope);

    private IReadOnlyList<FeedAddress> For(FeedSubject subject, string title) =>
        [
            .. FeedFormats.All.Select(format => new FeedAddress(
                format,
                $"{title} ({format.Label()})",
                format.MediaType(),
                Of(subject, format)
            )),
        ];
}
