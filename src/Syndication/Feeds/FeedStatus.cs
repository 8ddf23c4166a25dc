using System.Globalization;

namespace Syndication.Feeds;

/// <summary>An answer without a feed in it, the same for GET and HEAD. Scripts of other origins see it too, as they do the feed.</summary>
internal sealed class FeedStatus : IResult
{
    // What ended may run again, and what moved may move back: nobody is to remember either for ever.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptMissing = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly int status;
    private readonly string cacheControl;

    private FeedStatus(int status, string cacheControl) => (this.status, this.cacheControl) = (status, cacheControl);

    /// <summary>There never was such a feed.</summary>
    public static FeedStatus Missing { get; } = new(StatusCodes.Status404NotFound, Cached(KeptMissing));

    /// <summary>There is no such feed any more.</summary>
    public static FeedStatus Gone { get; } = new(StatusCodes.Status410Gone, Cached(Kept));

    /// <summary>It cannot be read just now.</summary>
    public static FeedStatus Unavailable { get; } = new(StatusCodes.Status503ServiceUnavailable, "no-store");

    /// <summary>It is at another address.</summary>
    public static FeedStatus MovedTo(string address) => new(StatusCodes.Status301MovedPermanently, Cached(Kept)) { Location = address };

    private string? Location { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentLength = 0;
        FeedCors.Allow(response.Headers);
        response.Headers.CacheControl = cacheControl;
        response.Headers.Location = Location;
        if (status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = Seconds(Pause);
        return Task.CompletedTask;
    }

    private static string Cached(TimeSpan time) => $"public, max-age={Seconds(time)}";

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
