namespace Syndication.Feeds;

/// <summary>Sends a browser that was navigated to a feed to what a person can read: 303, kept by nobody.</summary>
internal sealed class ReadablePage(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.ContentLength = 0;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = FeedResponse.Vary;
        response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
