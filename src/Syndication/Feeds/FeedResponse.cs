using System.Globalization;
using Microsoft.Extensions.Options;

namespace Syndication.Feeds;

/// <summary>Sends a feed, or 304 to who has it; HEAD gets the headers of GET.</summary>
internal sealed class FeedResponse(RenderedFeed feed, FeedFormat format) : IResult
{
    /// <summary>What the answer depends on beside the address.</summary>
    public const string Vary = "Accept-Encoding, Sec-Fetch-Dest";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var options = httpContext.RequestServices.GetRequiredService<IOptions<FeedOptions>>().Value;
        var now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var encoding = ContentEncodings.Choose(request);
        var headers = response.Headers;
        headers.ETag = FeedValidators.TagOf(feed, encoding);
        headers.LastModified = feed.ChangedAt.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.MaxAge.TotalSeconds}");
        headers.Vary = Vary;
        headers.AccessControlAllowOrigin = "*";
        headers.XContentTypeOptions = "nosniff";
        headers.Link = $"<{feed.Self}>; rel=\"self\"; type=\"{format.MediaType()}\"";
        if (FeedValidators.IsCurrent(request, feed, now))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = feed.Body(encoding);
        if (encoding.Name() is { } name)
            headers.ContentEncoding = name;
        response.ContentType = format.MediaType() + "; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
