using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The front page: the newest article, then what is new in each section.</summary>
internal sealed class HomePage(
    ArticleStore articles,
    SectionStore sections,
    Cards cards,
    PageFeeds feeds,
    PageRenderer pages,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication
)
{
    private const int PerSection = 4;

    public async Task<IResult> RenderAsync(CancellationToken ct)
    {
        var all = await sections.AllAsync(ct);
        var bySlug = all.ToDictionary(section => section.Slug);
        var newest = await articles.HeadsAsync(Scope.Publication, skip: 0, count: 8, ct);
        // A front page is led by a picture where the newest few offer one.
        var lead = newest.FirstOrDefault(article => article.Image is not null) ?? (newest.Count > 0 ? newest[0] : null);
        var blocks = new List<object>();
        foreach (var section in all.Where(IsOpen))
        {
            var heads = await articles.HeadsAsync(Scope.Section(section.Slug), skip: 0, PerSection + 1, ct);
            var shown = heads.Where(article => article.Id != lead?.Id).Take(PerSection).ToList();
            if (shown.Count > 0)
                blocks.Add(
                    new
                    {
                        name = section.Name,
                        url = addresses.Section(section.Slug),
                        description = section.Description,
                        articles = shown.ConvertAll(article => cards.Article(article, bySlug)),
                    }
                );
        }

        return pages.Page(
            "home",
            new PageHead
            {
                Title = "Front page",
                Description = publication.Value.Description,
                Canonical = addresses.Home,
                Feeds = feeds.Discover(),
            },
            new
            {
                name = publication.Value.Name,
                tagline = publication.Value.Description,
                sections = all.Where(IsOpen).Select(section => cards.Section(section)).ToList(),
                lead = lead is null ? "" : cards.Article(lead, bySlug),
                blocks,
                feeds = feeds.Of(Scope.Publication),
                subscribe = addresses.Subscribe,
                allFeeds = addresses.Feeds,
            }
        );
    }

    /// <summary>Whether a section still takes articles and readers.</summary>
    public static bool IsOpen(Section section) => section.EndedAt is null && section.MovedTo is null;
}
