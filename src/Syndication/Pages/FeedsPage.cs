using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>All feeds for people, with how much is in each.</summary>
internal sealed class FeedsPage(
    ArticleStore articles,
    SectionStore sections,
    FeedLinks links,
    PageFeeds feeds,
    PageRenderer pages,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication
)
{
    private const int MostAuthors = 100;
    private const int MostTags = 60;

    public async Task<IResult> RenderAsync(CancellationToken ct)
    {
        var groups = new List<object> { Group("Everything", [await CountedAsync(Scope.Publication, publication.Value.Name, ct)]) };
        var bySection = new List<object>();
        foreach (var section in (await sections.AllAsync(ct)).Where(HomePage.IsOpen))
            bySection.Add(await CountedAsync(Scope.Section(section.Slug), section.Name, ct));
        var byAuthor = new List<object>();
        foreach (var author in (await sections.AllAuthorsAsync(ct)).Take(MostAuthors))
            byAuthor.Add(await CountedAsync(Scope.Author(author.Slug), author.Name, ct));
        var byTag = (await articles.TagsAsync(MostTags, ct)).Select(tag => Row(Scope.Tag(tag.Tag.Slug), tag.Tag.Name, tag.Count)).ToList();
        groups.AddRange(
            new[] { Group("Sections", bySection), Group("Authors", byAuthor), Group("Tags", byTag) }
                .Zip([bySection.Count, byAuthor.Count, byTag.Count])
                .Where(pair => pair.Second > 0)
                .Select(pair => pair.First)
        );
        return pages.Page(
            "feeds",
            new PageHead
            {
                Title = "Feeds",
                Description = $"All feeds of {publication.Value.Name}.",
                Canonical = addresses.Feeds,
                Feeds = feeds.Discover(),
            },
            new
            {
                publication = publication.Value.Name,
                groups,
                opml = addresses.Feeds + "/opml.xml",
                subscribe = addresses.Subscribe,
            }
        );
    }

    private async Task<object> CountedAsync(Scope scope, string name, CancellationToken ct) =>
        Row(scope, name, await articles.CountAsync(scope, ct));

    private object Row(Scope scope, string name, int count) =>
        new
        {
            name,
            url = links.PageOf(scope),
            count,
            feeds = feeds.Of(scope),
            copy = links.Of(scope, FeedFormat.Rss),
        };

    private static object Group(string title, List<object> rows) => new { title, rows };
}
