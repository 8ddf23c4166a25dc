using Microsoft.Extensions.Options;
using Syndication.Articles.Search;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The feeds that pages name.</summary>
internal sealed class PageFeeds(FeedLinks links, IOptions<PublicationOptions> publication)
{
    /// <summary>For autodiscovery: the page's own feeds, then the publication's.</summary>
    public IReadOnlyList<FeedLink> Discover(params IEnumerable<(Scope Scope, string Name)> scopes) =>
        Discover(scopes.SelectMany(scope => links.For(scope.Scope, $"{scope.Name} – {publication.Value.Name}")));

    /// <summary>For autodiscovery: the search's feeds, then the publication's.</summary>
    public IReadOnlyList<FeedLink> Discover(SearchQuery search) =>
        Discover(links.For(search, $"Search: {search.Text} – {publication.Value.Name}"));

    /// <summary>Links to a scope's feeds, in the order of the formats.</summary>
    public List<object> Of(Scope scope) => LinksTo(links.For(scope, ""));

    /// <summary>Links to a search's feeds, in the order of the formats.</summary>
    public List<object> Of(SearchQuery search) => LinksTo(links.For(search, ""));

    private IReadOnlyList<FeedLink> Discover(IEnumerable<FeedAddress> own) =>
        [
            .. own.Concat(links.For(Scope.Publication, publication.Value.Name))
                .Select(feed => new FeedLink(feed.Title, feed.Type, feed.Href)),
        ];

    private static List<object> LinksTo(IReadOnlyList<FeedAddress> feeds) =>
        [
            .. feeds.Select(feed =>
                (object)
                    new
                    {
                        label = feed.Format.Label(),
                        href = feed.Href,
                        type = feed.Type,
                    }
            ),
        ];
}
