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
    Words words,
    PageLanguages languages,
    IOptions<PublicationOptions> publication,
    WebAddresses addresses,
    SiteFeeds site
)
{
    private readonly PageLanguages languages = languages;

    /// <summary>A whole page with its security headers; it runs no script but our own file and loads no style but ours.</summary>
    /// <param name="template">Name below <c>pages/</c>, such as <c>section</c>.</param>
    /// <param name="head">The page's head.</param>
    /// <param name="content">The template's own model.</param>
    /// <param name="status">HTTP status.</param>
    public IResult Page(string template, PageHead head, object content, int status = StatusCodes.Status200OK) =>
        head is { IsPersonal: true, Language: null }
            ? new PersonalPage(this, template, head, content, status)
            : new HtmlPage(Render(template, head, content), status, head);

    /// <summary>The page's HTML.</summary>
    public string Render(string template, PageHead head, object content)
    {
        var language = head.Language ?? publication.Value.Language;
        var spoken = words.SpokenTag(language);
        return templates.Render(
            $"pages/{template}.html",
            new
            {
                head = new
                {
                    title = head.TitleKey.Length == 0 ? head.Title : words.Say(language, head.TitleKey),
                    description = head.Description,
                    language,
                    direction = DirectionOf(language),
                    spoken,
                    spokenDirection = DirectionOf(spoken),
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
                    tagline = publication.Value.Description,
                    postalAddress = publication.Value.PostalAddress,
                    home = addresses.Home,
                    allFeeds = addresses.Feeds,
                    subscribe = addresses.Subscribe,
                    search = addresses.Search,
                    searchDescription = addresses.OpenSearch,
                    hasSearchBox = head.HasSearchBox,
                    @base = addresses.Base,
                    languageField = PageLanguages.Field,
                },
                content,
            },
            language
        );
    }

    private static string DirectionOf(string language) => LanguageTag.IsRightToLeft(language) ? "rtl" : "ltr";

    /// <summary>Rendered when it is asked for: not before is it known which language its visitor prefers.</summary>
    private sealed class PersonalPage(PageRenderer pages, string template, PageHead head, object content, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var spoken = head with { Language = pages.languages.Choose(httpContext) };
            return new HtmlPage(pages.Render(template, spoken, content), status, spoken).ExecuteAsync(httpContext);
        }
    }

    private sealed class HtmlPage(string html, int status, PageHead head) : IResult
    {
        private const string Policy =
            "default-src 'none'; img-src 'self' https: http: data:; media-src https: http:; style-src 'self'; script-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors ";

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var body = Encoding.UTF8.GetBytes(html);
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = body.Length;
            response.Headers.ContentSecurityPolicy = Policy + (head.IsFramed ? "*" : "'none'");
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            if (!head.Indexed)
            {
                response.Headers["X-Robots-Tag"] = "noindex";
                response.Headers.CacheControl = "no-store";
            }

            if (!HttpMethods.IsHead(httpContext.Request.Method))
                await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
