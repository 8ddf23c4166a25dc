using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Templates;

/// <summary>
/// Renders the pages below <c>templates/pages/</c>. A template sees <c>head</c> (see <c>parts/page.html.hbs</c>) and <c>content</c>, its own
/// model; it wraps itself in <c>{{#&gt; parts/page}} … {{/parts/page}}</c>.
/// </summary>
public sealed class PageRenderer(
    TemplateLibrary templates,
    IOptions<PublicationOptions> publication,
    WebAddresses addresses,
    SiteFeeds site
)
{
    /// <summary>A whole page with its security headers; it runs no script but our own file and loads no style but ours.</summary>
    /// <param name="template">Name below <c>pages/</c>, such as <c>section</c>.</param>
    /// <param name="head">The page's head.</param>
    /// <param name="content">The template's own model.</param>
    /// <param name="status">HTTP status.</param>
    public IResult Page(string template, PageHead head, object content, int status = StatusCodes.Status200OK) =>
        new HtmlPage(Render(template, head, content), status, head.Indexed);

    /// <summary>The page's HTML.</summary>
    public string Render(string template, PageHead head, object content)
    {
        var language = head.Language ?? publication.Value.Language;
        return templates.Render(
            $"pages/{template}.html",
            new
            {
                head = new
                {
                    title = head.Title,
                    description = head.Description,
                    language,
                    direction = LanguageTag.IsRightToLeft(language) ? "rtl" : "ltr",
                    canonical = head.Canonical ?? "",
                    indexed = head.Indexed,
                    kind = head.IsArticle ? "article" : "website",
                    image = head.Image ?? addresses.Base + "/assets/icon-512.png",
                    card = head.Image is null ? "summary" : "summary_large_image",
                    feeds = head
                        .Feeds.Concat(site.Feeds)
                        .Select(feed => new
                        {
                            title = feed.Title,
                            type = feed.Type,
                            href = feed.Href,
                        })
                        .ToList(),
                    publication = publication.Value.Name,
                    publicationLanguage = publication.Value.Language,
                    tagline = publication.Value.Description,
                    postalAddress = publication.Value.PostalAddress,
                    home = addresses.Home,
                    allFeeds = addresses.Feeds,
                    subscribe = addresses.Subscribe,
                    search = addresses.Search,
                    searchDescription = addresses.OpenSearch,
                    hasSearchBox = head.HasSearchBox,
                    @base = addresses.Base,
                },
                content,
            }
        );
    }

    private sealed class HtmlPage(string html, int status, bool indexed) : IResult
    {
        private const string Policy =
            "default-src 'none'; img-src 'self' https: http: data:; media-src https: http:; style-src 'self'; script-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var body = Encoding.UTF8.GetBytes(html);
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = body.Length;
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            if (!indexed)
            {
                response.Headers["X-Robots-Tag"] = "noindex";
                response.Headers.CacheControl = "no-store";
            }

            if (!HttpMethods.IsHead(httpContext.Request.Method))
                await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
