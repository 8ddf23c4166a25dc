using Microsoft.Extensions.Options;
using Syndication.Articles.Search;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The feeds that pages name.</summary>
internal sealed class PageFeeds(FeedLinks links, PageWords words, IOptions<PublicationOptions> publication)
{
    /// <summary>For autodiscovery on every page: the publication's feeds.</summary>
    public SiteFeeds Site => new([.. links.For(Scope.Publication, publication.Value.Name).Select(Link)]);

    /// <summary>For autodiscovery: a page's own feeds.</summary>
    public IReadOnlyList<FeedLink> Discover(params IEnumerable<(Scope Scope, string Name)> scopes) =>
        Discover(scopes.SelectMany(scope => links.For(scope.Scope, $"{scope.Name} – {publication.Value.Name}")));

    /// <summary>For autodiscovery: the search's feeds.</summary>
    public IReadOnlyList<FeedLink> Discover(SearchQuery search) =>
        Discover(links.For(search, $"{NameOf(search)} – {publication.Value.Name}"));

    /// <summary>Links to a scope's feeds, in the order of the formats.</summary>
    /// <param name="scope">What the feeds are of.</param>
    /// <param name="name">Its name, for those who hear the links and not see where they stand.</param>
    public List<object> Of(Scope scope, string name = "") => LinksTo(links.For(scope, name));

    /// <summary>Links to a search's feeds, in the order of the formats.</summary>
    public List<object> Of(SearchQuery search) => LinksTo(links.For(search, NameOf(search)));

    private string NameOf(SearchQuery search) => words.Say("search.for", ("query", search.Text));

    private static IReadOnlyList<FeedLink> Discover(IEnumerable<FeedAddress> own) => [.. own.Select(Link)];

    private static List<object> LinksTo(IReadOnlyList<FeedAddress> feeds) =>
        [
            .. feeds.Select(feed =>
                (object)
                    new
                    {
                        label = feed.Format.Label(),
                        title = feed.Title,
                        href = feed.Href,
                        type = feed.Type,
                    }
            ),
        ];

    private static FeedLink Link(FeedAddress feed) => new(feed.Title, feed.Type, feed.Href);
}
