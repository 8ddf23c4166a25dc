namespace Syndication.Feeds;

/// <summary>Sends a feed, or 304 to who has it; HEAD gets the headers of GET.</summary>
internal sealed class FeedResponse(RenderedFeed feed) : IResult
{
    /// <summary>What the answer depends on beside the address.</summary>
    public const string Vary = "Accept-Encoding, Sec-Fetch-Dest";

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
