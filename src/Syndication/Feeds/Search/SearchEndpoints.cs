using Syndication.Articles.Search;
using Syndication.Feeds.Limits;
using Syndication.Publication;

namespace Syndication.Feeds.Search;

/// <summary>The address of search feeds: <c>/feeds/search.atom?q=gear</c>. Of the query only <c>q</c> is read.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapRead("/feeds/search.{format}", GetSearch);

    internal static async Task<IResult> GetSearch(
        string format,
        HttpContext http,
        FeedCache feeds,
        ClientBudgets budgets,
        WebAddresses addresses,
        CancellationToken ct
    )
    {
        if (FeedFormats.Parse(format) is not { } known)
            return TypedResults.NotFound();
        var typed = TypedIn(http.Request);
        var isSearch = SearchQuery.TryParse(typed, out var search, out var fault);
        // The page says what is wrong, too.
        if (FeedRequest.IsNavigation(http.Request))
            return FeedEndpoints.SendToPage(addresses.SearchFor(search?.Text ?? typed), http);
        return isSearch
            ? await FeedEndpoints.AnswerAsync(new SearchFeed(search!), known, addresses.SearchFor(search!.Text), http, feeds, budgets, ct)
            : TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["q"] = [fault] },
                detail: fault,
                title: "This is not a search."
            );
    }

    /// <summary>What was typed into the search box.</summary>
    internal static string TypedIn(HttpRequest request) => string.Join(' ', request.Query["q"].OfType<string>());
}
