using System.Globalization;

namespace Syndication.Feeds.Limits;

/// <summary>Refuses a client for a while. Scripts of other origins see until when.</summary>
internal sealed class TooManyRequests(TimeSpan wait) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        FeedCors.Allow(httpContext.Response.Headers);
        httpContext.Response.Headers.RetryAfter = seconds;
        httpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults
            .Problem(
                $"Your network has asked for much that is not at hand: searches, archives or names that are not known. Go on after {seconds} s.",
                statusCode: StatusCodes.Status429TooManyRequests
            )
            .ExecuteAsync(httpContext);
    }
}
