namespace Syndication.Feeds;

/// <summary>
/// Answers for public feeds that are in memory and current, without routing, scopes or anything else that other requests need. It writes
/// what the endpoints would write; whatever it is not sure of it leaves to them.
/// </summary>
internal sealed class WarmFeeds(RequestDelegate next, FeedCache feeds, FeedsMetrics metrics, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        if (
            request.Path.Value is { } path
            && feeds.FindWarm(path) is { } feed
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.QueryString.HasValue
            && !FeedRequest.IsNavigation(request)
        )
        {
            metrics.Hit();
            return FeedResponse.WriteAsync(http, feed, metrics, clock);
        }

        return next(http);
    }
}
