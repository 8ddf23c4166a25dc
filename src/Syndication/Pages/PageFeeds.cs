using Microsoft.Extensions.Options;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The feeds that pages name.</summary>
internal sealed class PageFeeds(FeedLinks links, IOptions<PublicationOptions> publication)
{
    /// <summary>For autodiscovery: the page's own feeds, then the publication's.</summary>
    public IReadOnlyList<FeedLink> Discover(params IEnumerable<(Scope Scope, string Name)> scopes) =>
        [
            .. scopes
                .SelectMany(scope => links.For(scope.Scope, $"{scope.Name} – {publication.Value.Name}"))
                .Concat(links.For(Scope.Publication, publication.Value.Name))
                .Select(feed => new FeedLink(feed.Title, feed.Type, feed.Href)),
        ];

    /// <summary>Links to a scope's feeds, in the order of the formats.</summary>
    public List<object> Of(Scope scope) =>
        [
            .. links
                .For(scope, "")
                .Select(feed =>
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
