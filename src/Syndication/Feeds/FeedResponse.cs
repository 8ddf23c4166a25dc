namespace Syndication.Feeds;

/// <summary>Sends a feed, or 304 to who has it; HEAD gets the headers of GET.</summary>
internal sealed class FeedResponse(RenderedFeed feed) : IResult
{
    /// <summary>What the answer depends on beside the address.</summary>
    public const string Vary = "Accept-Encoding, Sec-Fetch-Dest";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
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
            headers.AccessControlAllowOrigin = "*";
        else
            headers["X-Robots-Tag"] = "noindex";
        if (FeedValidators.IsCurrent(request, common, now))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = feed.Body(encoding);
        if (encoding.Name() is { } name)
            headers.ContentEncoding = name;
        response.ContentType = common.ContentType;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
