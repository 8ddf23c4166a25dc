namespace Syndication.Feeds;

/// <summary>Sends a feed, or 304 to who has it; HEAD gets the headers of GET.</summary>
internal sealed class FeedResponse(RenderedFeed feed) : IResult
{
    /// <summary>What the answer depends on beside the address.</summary>
    public const string Vary = "Accept-Encoding, Sec-Fetch-Dest";

    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(1);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        return WriteAsync(httpContext, feed, services.GetRequiredService<FeedsMetrics>(), services.GetRequiredService<TimeProvider>());
    }

    /// <summary>Answers the request with the feed.</summary>
    public static Task WriteAsync(HttpContext http, RenderedFeed feed, FeedsMetrics metrics, TimeProvider clock)
    {
        var (request, response) = (http.Request, http.Response);
        var encoding = ContentEncodings.Choose(request);
        var common = feed.Headers;
        var headers = response.Headers;
        headers.ETag = common.Tag(encoding);
        // Changes of one second are dated a second apart, which an import can take far ahead of the answer's own date (RFC 9110, section 8.8.2.1).
        if (common.ChangedAt <= clock.GetUtcNow() + MostAhead)
            headers.LastModified = common.LastModified;
        headers.CacheControl = common.CacheControl;
        headers.Vary = Vary;
        headers.XContentTypeOptions = "nosniff";
        headers.Link = common.Link;
        if (common.IsPublic)
            FeedCors.Allow(headers);
        else
            headers["X-Robots-Tag"] = "noindex";
        if (FeedValidators.IsCurrent(request, common, clock))
        {
            metrics.NotModified();
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (encoding.Name() is { } name)
            headers.ContentEncoding = name;
        headers.ContentType = common.ContentType;
        var body = feed.BodyAsync(encoding);
        return body.IsCompletedSuccessfully ? SendAsync(http, body.Result) : SendAsync(http, body);
    }

    private static async Task SendAsync(HttpContext http, ValueTask<byte[]> body) => await SendAsync(http, await body);

    private static Task SendAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
