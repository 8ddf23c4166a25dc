using Microsoft.Net.Http.Headers;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>Pages for people in place of an empty 404 or 410; programs, which do not ask for HTML, get the status alone.</summary>
internal sealed class MissingPages(RequestDelegate next, PageRenderer pages)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        var response = http.Response;
        if (
            response.HasStarted
            || response.StatusCode is not (StatusCodes.Status404NotFound or StatusCodes.Status410Gone)
            || response.ContentType is not null
            || response.ContentLength > 0
        )
            return;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (!AsksForHtml(http.Request))
            return;
        var gone = response.StatusCode == StatusCodes.Status410Gone;
        var page = pages.Page(
            "missing",
            new PageHead { TitleKey = gone ? "gone.title" : "missing.title", Indexed = false },
            new { gone },
            response.StatusCode
        );
        await page.ExecuteAsync(http);
    }

    private static bool AsksForHtml(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
