namespace Syndication.Pages;

/// <summary>Leads to a page's present address (301). Kept for an hour, as feeds are: what moved may move back, and browsers forget no 301 by themselves.</summary>
internal sealed class MovedPage(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Redirect(address, permanent: true).ExecuteAsync(httpContext);
    }
}
