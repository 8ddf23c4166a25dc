using Syndication.Articles.Search;
using Syndication.Publication;

namespace Syndication.Feeds.Search;

/// <summary>The address of search feeds: <c>/feeds/search.atom?q=gear</c>. Of the query only <c>q</c> is read.</summary>
internal static class SearchEndpoints
{
    private const string Pattern = "/feeds/search.{format}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods(Pattern, ReadEndpoints.Methods, GetSearch);
        app.MapPreflight(Pattern);
    }

    internal static async Task<IResult> GetSearch(
        string format,
        HttpContext http,
        FeedDesk desk,
        FeedLinks links,
        WebAddresses addresses,
        CancellationToken ct
    )
    {
        if (FeedFormats.Parse(format.ToLowerInvariant()) is not { } known)
            return FeedStatus.Missing;
        var typed = TypedIn(http.Request);
        var isSearch = SearchQuery.TryParse(typed, out var search, out var fault);
        // The page says what is wrong, too.
        if (FeedRequest.IsNavigation(http.Request))
            return new ReadablePage(addresses.SearchFor(search?.Text ?? typed));
        if (!isSearch)
        {
            FeedCors.Allow(http.Response.Headers);
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["q"] = [fault] },
                detail: fault,
                title: "This is not a search."
            );
        }

        var subject = new SearchFeed(search!);
        // One search, one address: the feed names it as its own, and readers compare.
        return IsSpelled(subject, http.Request)
            ? await desk.AnswerAsync(subject, known, addresses.SearchFor(search!.Text), http, ct)
            : FeedStatus.MovedTo(links.Of(subject, known));
    }

    private static bool IsSpelled(SearchFeed subject, HttpRequest request) =>
        request.QueryString.Value!.TrimStart('?').Split('&').Any(part => part == subject.Query.TrimStart('?'));

    /// <summary>What was typed into the search box.</summary>
    internal static string TypedIn(HttpRequest request) => string.Join(' ', request.Query["q"].OfType<string>());
}
