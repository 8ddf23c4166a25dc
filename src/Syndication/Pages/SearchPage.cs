using Syndication.Articles.Search;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>The search box with the newest articles that match, and the feeds by which the search is followed.</summary>
internal sealed class SearchPage(
    ArticleSearch search,
    SectionStore sections,
    Cards cards,
    PageFeeds feeds,
    PageWords words,
    PageRenderer pages,
    WebAddresses addresses
)
{
    private const int Most = 50;

    /// <summary>The box alone, before anything was typed.</summary>
    public Task<IResult> FormAsync(CancellationToken ct) => RenderAsync("", query: null, fault: "", ct);

    /// <summary>What was typed and why it cannot be searched for.</summary>
    public Task<IResult> FaultAsync(string typed, string fault, CancellationToken ct) => RenderAsync(typed, query: null, fault, ct);

    /// <summary>What a search finds.</summary>
    public Task<IResult> ResultsAsync(SearchQuery query, CancellationToken ct) => RenderAsync(query.Text, query, fault: "", ct);

    private async Task<IResult> RenderAsync(string typed, SearchQuery? query, string fault, CancellationToken ct)
    {
        var all = await sections.AllAsync(ct);
        var bySlug = all.ToDictionary(section => section.Slug);
        var found = query is null ? [] : await search.HeadsAsync(query, Most + 1, ct);
        return pages.Page(
            "search",
            new PageHead
            {
                Title = query is null ? words.Say("search.title") : words.Say("search.for", ("query", query.Text)),
                Indexed = false,
                HasSearchBox = false,
                Feeds = query is null ? feeds.Discover() : feeds.Discover(query),
            },
            new
            {
                typed,
                fault,
                searched = query is not null,
                sections = all.Where(section => section.IsOpen).Select(section => cards.Section(section)).ToList(),
                articles = found.Take(Most).Select(article => cards.Article(article, bySlug)).ToList(),
                count = Math.Min(found.Count, Most),
                more = found.Count > Most,
                feeds = query is null ? [] : feeds.Of(query),
                most = SearchQuery.MaxLength,
                action = addresses.Search,
            },
            fault.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest
        );
    }
}
