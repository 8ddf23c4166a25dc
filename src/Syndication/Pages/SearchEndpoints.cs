using Syndication.Articles.Search;
using Syndication.Feeds.Limits;
using Syndication.Publication;

namespace Syndication.Pages;

/// <summary>The search page, and what browsers read to offer the search themselves.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/search", ReadEndpoints.Methods, GetSearch);
        app.MapMethods("/opensearch.xml", ReadEndpoints.Methods, GetDescription);
    }

    internal static Task<IResult> GetSearch(HttpContext http, SearchPage page, ClientBudgets budgets, CancellationToken ct)
    {
        var typed = string.Join(' ', http.Request.Query["q"].OfType<string>());
        if (string.IsNullOrWhiteSpace(typed))
            return page.FormAsync(ct);
        if (!SearchQuery.TryParse(typed, out var query, out var fault))
            return page.FaultAsync(typed, fault, ct);
        return budgets.Take(http) is { } refusal ? Task.FromResult<IResult>(refusal) : page.ResultsAsync(query, ct);
    }

    internal static IResult GetDescription(HttpResponse response, OpenSearch description)
    {
        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(description.Write(), OpenSearch.MediaType + "; charset=utf-8");
    }
}
