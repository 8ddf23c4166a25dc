using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Pages.Sitemaps;
using Syndication.Tests.Support;

namespace Syndication.Tests.Pages.Sitemaps;

public sealed class RobotsTests : IDisposable
{
    // What search engines may read. An address that is neither here nor kept from them has not been decided on.
    private static readonly string[] Open =
    [
        "/",
        "/articles/{slug}",
        "/assets/{name}",
        "/atom.xml",
        "/authors/{author}",
        "/favicon.ico",
        "/feed",
        "/feed.json",
        "/feed.xml",
        "/feeds",
        "/feeds/all.{format}",
        "/feeds/all/{archive}.{format}",
        "/feeds/authors/{author}.{format}",
        "/feeds/opml.xml",
        "/feeds/search.{format}",
        "/feeds/sections/{section}.{format}",
        "/feeds/sections/{section}/{archive}.{format}",
        "/feeds/tags/{tag}.{format}",
        "/issues/{issue}",
        "/opensearch.xml",
        "/index.xml",
        "/robots.txt",
        "/rss",
        "/rss.xml",
        "/sample/{name}",
        "/sections/{section}",
        "/sections/{section}/issues",
        "/sitemap-news.xml",
        "/sitemap.xml",
        "/sitemaps/{name}.xml",
        "/subscribe",
        "/tags/{tag}",
    ];

    private readonly SyndicationHost host = new();

    [Fact]
    public async Task Robots_name_both_sitemaps_and_what_to_leave_alone()
    {
        var robots = (await host.CreateClient().GetStringAsync("/robots.txt")).Split('\n');

        Assert.Equal("User-agent: *", robots[0]);
        Assert.Equal(
            Robots.Closed.Select(path => "Disallow: " + path),
            robots.Where(line => line.StartsWith("Disallow", StringComparison.Ordinal))
        );
        Assert.Equal(["Sitemap: http://localhost/sitemap.xml", "Sitemap: http://localhost/sitemap-news.xml", ""], robots[^3..]);
    }

    [Fact]
    public void Every_address_is_either_open_to_search_engines_or_kept_from_them()
    {
        var undecided = Addresses().Where(address => !IsClosed(address) && !Open.Contains(address, StringComparer.Ordinal));

        Assert.Empty(undecided);
    }

    [Fact]
    public void What_is_open_is_not_kept_from_them_and_nothing_behind_a_token_is_open()
    {
        Assert.DoesNotContain(Open, IsClosed);
        Assert.DoesNotContain(Addresses(), address => address.Contains("{token}", StringComparison.Ordinal) && !IsClosed(address));
    }

    public void Dispose() => host.Dispose();

    private static bool IsClosed(string address) => Robots.Closed.Any(path => address.StartsWith(path, StringComparison.Ordinal));

    private IEnumerable<string> Addresses() =>
        host
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET")
            )
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct();
}
