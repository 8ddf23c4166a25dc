using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The front page: the newest article, then what is new in each section.</summary>
internal sealed class HomePage
{
    private const int PerSection = 4;

    private readonly ArticleStore articles;
    private readonly SectionStore sections;
    private readonly Cards cards;
    private readonly PageFeeds feeds;
    private readonly PageRenderer pages;
    private readonly WebAddresses addresses;
    private readonly PublicationOptions publication;
    private readonly KeptPage page;

    public HomePage(
        ArticleStore articles,
        SectionStore sections,
        Cards cards,
        PageFeeds feeds,
        PageRenderer pages,
        WebAddresses addresses,
        StoreChanges changes,
        IOptions<PublicationOptions> publication
    )
    {
        (this.articles, this.sections, this.cards, this.feeds) = (articles, sections, cards, feeds);
        (this.pages, this.addresses, this.publication) = (pages, addresses, publication.Value);
        page = new KeptPage(changes, ReadAsync);
    }

    public Task<IResult> RenderAsync(CancellationToken ct) => page.GetAsync(ct);

    private async Task<IResult> ReadAsync(CancellationToken ct)
    {
        var all = await sections.AllAsync(ct);
        var bySlug = all.ToDictionary(section => section.Slug);
        var newest = await articles.HeadsAsync(Scope.Publication, skip: 0, count: 8, ct);
        // A front page is led by a picture where the newest few offer one.
        var lead = newest.FirstOrDefault(article => article.Image is not null) ?? (newest.Count > 0 ? newest[0] : null);
        var blocks = new List<object>();
        foreach (var section in all.Where(section => section.IsOpen))
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
                TitleKey = "home.title",
                Description = publication.Description,
                Canonical = addresses.Home,
            },
            new
            {
                name = publication.Name,
                tagline = publication.Description,
                sections = all.Where(section => section.IsOpen).Select(section => cards.Section(section)).ToList(),
                lead = lead is null ? "" : cards.Article(lead, bySlug),
                blocks,
                feeds = feeds.Of(Scope.Publication),
                subscribe = addresses.Subscribe,
                allFeeds = addresses.Feeds,
            }
        );
    }
}
