using Microsoft.AspNetCore.Http.HttpResults;

namespace Syndication.Feeds;

/// <summary>
/// Lets readers that are web pages read public feeds (the Fetch standard's CORS). A conditional request is no simple one: browsers ask
/// by OPTIONS first whether they may send it.
/// </summary>
internal static class FeedCors
{
    private const string Methods = "GET, HEAD";

    private static readonly string[] Preflight = [HttpMethods.Options];

    /// <summary>Maps the browsers' question before they read a public feed's address.</summary>
    public static void MapPreflight(this IEndpointRouteBuilder app, string pattern) =>
        app.MapMethods(pattern, Preflight, AnswerPreflight).ExcludeFromDescription();

    /// <summary>Everybody may read the answer, and with it the headers that scripts are not shown by themselves.</summary>
    public static void Allow(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Link, Retry-After";
    }

    private static NoContent AnswerPreflight(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = Methods;
        // The star alone does not do for browsers of before 2022.
        headers.AccessControlAllowHeaders = "If-None-Match, If-Modified-Since, Cache-Control, *";
        headers.AccessControlMaxAge = "86400";
        headers.Allow = Methods + ", OPTIONS";
        return TypedResults.NoContent();
    }
}
