using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The pages that list a scope's articles, newest first: section, author, tag.</summary>
internal sealed class ListingPages(
    ArticleStore articles,
    SectionStore sections,
    Cards cards,
    PageFeeds feeds,
    PageWords words,
    PageRenderer pages,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication
)
{
    private const int PageSize = 20;

    public async Task<IResult> SectionAsync(SectionSlug slug, int page, CancellationToken ct)
    {
        var section = await sections.FindAsync(slug, ct);
        if (section is null)
            return TypedResults.NotFound();
        if (section.MovedTo is { } next)
        {
            var heir = new SectionHeirs(await sections.AllAsync(ct)).LastOf(slug)?.Slug ?? next;
            return new MovedPage(addresses.Section(heir));
        }

        var about = new
        {
            name = section.Name,
            description = section.Description,
            note = section.Note,
            ended = section.EndedAt is not null,
            issues = section.HidesIssues ? "" : addresses.SectionIssues(slug),
        };
        return await ListAsync("section", Scope.Section(slug), section.Name, section.Description, about, addresses.Section(slug), page, ct);
    }

    public async Task<IResult> AuthorAsync(AuthorSlug slug, int page, CancellationToken ct) =>
        await sections.FindAuthorAsync(slug, ct) is { } author
            ? await ListAsync(
                "author",
                Scope.Author(slug),
                author.Name,
                author.Biography,
                cards.Author(author),
                addresses.Author(slug),
                page,
                ct
            )
            : TypedResults.NotFound();

    public async Task<IResult> TagAsync(TagSlug slug, int page, CancellationToken ct)
    {
        var newest = await articles.HeadsAsync(Scope.Tag(slug), skip: 0, count: 1, ct);
        var tag = newest.SelectMany(article => article.Tags).FirstOrDefault(tag => tag.Slug == slug);
        return tag is null
            ? TypedResults.NotFound()
            : await ListAsync("tag", Scope.Tag(slug), tag.Name, "", new { name = tag.Name }, addresses.Tag(slug), page, ct);
    }

    private async Task<IResult> ListAsync(
        string template,
        Scope scope,
        string name,
        string description,
        object about,
        string address,
        int page,
        CancellationToken ct
    )
    {
        var count = await articles.CountAsync(scope, ct);
        var last = Math.Max(1, (count + PageSize - 1) / PageSize);
        if (page < 1 || page > last)
            return TypedResults.NotFound();
        var all = await sections.AllAsync(ct);
        var bySlug = all.ToDictionary(section => section.Slug);
        var heads = await articles.HeadsAsync(scope, (page - 1) * PageSize, PageSize, ct);
        SectionSlug? current = scope.Kind is ScopeKind.Section ? new SectionSlug(scope.Name) : null;
        return pages.Page(
            template,
            new PageHead
            {
                Title = page == 1 ? name : words.Say("list.page.title", ("name", name), ("page", page)),
                Description = description,
                Canonical = PageAddress(address, page),
                Feeds = feeds.Discover((scope, name)),
            },
            new
            {
                about,
                count,
                sections = all.Where(section => section.IsOpen).Select(section => cards.Section(section, current)).ToList(),
                articles = heads.Select(article => cards.Article(article, bySlug)).ToList(),
                publication = publication.Value.Name,
                feeds = feeds.Of(scope),
                subscribe = addresses.Subscribe,
                page,
                pages = last,
                newer = page > 1 ? PageAddress(address, page - 1) : "",
                older = page < last ? PageAddress(address, page + 1) : "",
            }
        );
    }

    private static string PageAddress(string address, int page) => page == 1 ? address : $"{address}?page={page}";
}
