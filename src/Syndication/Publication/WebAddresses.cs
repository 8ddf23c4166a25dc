using Microsoft.Extensions.Options;

namespace Syndication.Publication;

/// <summary>Absolute addresses of everything public, made from <see cref="PublicationOptions.BaseAddress"/>: the address table of the design.</summary>
public sealed class WebAddresses(IOptions<PublicationOptions> options)
{
    /// <summary>The base address without a closing slash.</summary>
    public string Base { get; } = options.Value.BaseAddress.TrimEnd('/');

    /// <summary>The home page.</summary>
    public string Home => Base + "/";

    /// <summary>The page that lists all feeds.</summary>
    public string Feeds => Base + "/feeds";

    /// <summary>The list of all feeds for readers (OPML).</summary>
    public string Opml => Base + "/feeds/opml.xml";

    /// <summary>The index of the sitemaps.</summary>
    public string Sitemap => Base + "/sitemap.xml";

    /// <summary>The sitemap of the news of the last two days.</summary>
    public string NewsSitemap => Base + "/sitemap-news.xml";

    /// <summary>One of the sitemaps that the index names.</summary>
    public string SitemapFile(string name) => $"{Base}/sitemaps/{name}.xml";

    /// <summary>The hub (WebSub) that our feeds are subscribed to at.</summary>
    public string Hub => Base + "/websub";

    /// <summary>The search page.</summary>
    public string Search => Base + "/search";

    /// <summary>The description of the search for browsers (OpenSearch).</summary>
    public string OpenSearch => Base + "/opensearch.xml";

    /// <summary>The sign-up page.</summary>
    public string Subscribe => Base + "/subscribe";

    /// <summary>A section's page.</summary>
    public string Section(SectionSlug section) => $"{Base}/sections/{Segment(section.Value)}";

    /// <summary>The list of a section's issues.</summary>
    public string SectionIssues(SectionSlug section) => Section(section) + "/issues";

    /// <summary>An article's page on this service.</summary>
    public string Article(string slug) => $"{Base}/articles/{Segment(slug)}";

    /// <summary>An author's page.</summary>
    public string Author(AuthorSlug author) => $"{Base}/authors/{Segment(author.Value)}";

    /// <summary>A tag's page.</summary>
    public string Tag(TagSlug tag) => $"{Base}/tags/{Segment(tag.Value)}";

    /// <summary>What a search finds, as a page.</summary>
    public string SearchFor(string query) => $"{Search}?q={Segment(query)}";

    /// <summary>The page that lists what is in a scope.</summary>
    public string Of(Scope scope) =>
        scope.Kind switch
        {
            ScopeKind.Section => Section(new SectionSlug(scope.Name)),
            ScopeKind.Author => Author(new AuthorSlug(scope.Name)),
            ScopeKind.Tag => Tag(new TagSlug(scope.Name)),
            _ => Home,
        };

    /// <summary>An issue in the browser.</summary>
    public string Issue(string issue) => $"{Base}/issues/{Segment(issue)}";

    /// <summary>A counted link of an issue; it leads on. Short: a mail has many.</summary>
    public string Counted(string token) => $"{Base}/l/{token}";

    /// <summary>The page on which a sign-up is confirmed.</summary>
    public string Confirm(string token) => $"{Base}/confirm/{token}";

    /// <summary>The reader's plan.</summary>
    public string Preferences(string token) => $"{Base}/preferences/{token}";

    /// <summary>The reader's way out; also the address of the one-click POST (RFC 8058).</summary>
    public string Unsubscribe(string token) => $"{Base}/unsubscribe/{token}";

    /// <summary>The page on which a reader's new address is confirmed.</summary>
    public string Move(string token) => $"{Base}/move/{token}";

    /// <summary>The page on which whoever got a mail that they did not ask for says so.</summary>
    public string Disown(string token) => $"{Base}/disown/{token}";

    /// <summary>The absolute form of a path that begins with a slash; an absolute address is returned as it is.</summary>
    public string Absolute(string address) => address.StartsWith('/') ? Base + address : address;

    private static string Segment(string text) => Uri.EscapeDataString(text);
}
