using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Architecture;

/// <summary>The README's table of addresses, beside what the host answers to.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    // What pages, forms, browsers and programs find by themselves, and what lies behind /admin.
    private static readonly string[] Unnamed =
    [
        "/admin/issues/{}/{}",
        "/admin/login",
        "/admin/logout",
        "/admin/sources",
        "/assets/{}",
        "/favicon.ico",
        "/opensearch.xml",
        "/preferences/{}/address",
        "/preferences/{}/data",
        "/preferences/{}/erase",
        "/preferences/{}/feed",
        "/sitemaps/{}.xml",
        "/unsubscribe/{}/undo",
        "/websub/sources/{}",
    ];

    // What libraries answer to under one address.
    private static readonly Dictionary<string, string> Libraries = new(StringComparer.Ordinal)
    {
        ["/admin/jobs/"] = "/admin/jobs",
        ["/docs/"] = "/docs",
        ["/openapi/"] = "/openapi/v1.json",
    };

    private readonly SyndicationHost host = new();

    [Fact]
    public void It_names_all_addresses_and_no_other_ones()
    {
        var mapped = Routes()
            .Select(route => Plain(route.Path))
            .Select(path => Libraries.FirstOrDefault(library => path.StartsWith(library.Key, StringComparison.Ordinal)).Value ?? path)
            .ToHashSet(StringComparer.Ordinal);
        var named = Named().ToHashSet(StringComparer.Ordinal);

        Assert.Empty(named.Except(mapped));
        // The API's own are described at /docs.
        Assert.Empty(mapped.Where(path => !path.StartsWith("/api/", StringComparison.Ordinal)).Except(named).Except(Unnamed));
    }

    [Fact]
    public void What_answers_get_answers_head()
    {
        var get = Routes()
            .Where(route => route.Methods.Contains("GET") && !route.Methods.Contains("HEAD"))
            .Select(route => Plain(route.Path))
            .Where(path => !Libraries.Keys.Any(library => path.StartsWith(library, StringComparison.Ordinal)))
            .Distinct();

        // A hub's question is a GET and no other (WebSub, section 5.3).
        Assert.Equal(["/websub/sources/{}"], get);
    }

    [Fact]
    public void Each_public_feed_lets_web_pages_of_others_ask()
    {
        // A reader's own feed is no public one.
        var feeds = Routes()
            .Where(route =>
                route.Path.StartsWith("/feeds/", StringComparison.Ordinal)
                && !route.Path.StartsWith("/feeds/readers/", StringComparison.Ordinal)
            )
            .ToList();

        var read = feeds.Where(route => route.Methods.Contains("GET")).Select(route => route.Path).Distinct().Order();

        Assert.NotEmpty(read);
        Assert.Equal(read, feeds.Where(route => route.Methods.Contains("OPTIONS")).Select(route => route.Path).Distinct().Order());
    }

    public void Dispose() => host.Dispose();

    private IEnumerable<(string Path, IReadOnlyList<string> Methods)> Routes()
    {
        _ = host.CreateClient();
        return host
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint =>
                ("/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            );
    }

    private static IEnumerable<string> Named()
    {
        var readme = File.ReadAllText(Path.Combine(ProjectRoot.Find(), "README.md"));
        var table = readme[readme.IndexOf("## Addresses", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        return table
            .Split('\n')
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Address.Matches(line.Split('|')[1]).Select(match => match.Groups["path"].Value.Split('?')[0]))
            .SelectMany(path => Expand(path.Replace("{rss,atom,json}", "{format}", StringComparison.Ordinal)))
            .Select(Plain);
    }

    private static IEnumerable<string> Expand(string path) =>
        Alternatives.Match(path) is { Success: true } found
            ? found.Groups["names"].Value.Split(',').Select(name => path.Replace(found.Value, name, StringComparison.Ordinal))
            : [path];

    private static string Plain(string pattern) => Parameter.Replace(pattern, "{}");

    [GeneratedRegex("`(?<path>/[^`]*)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"\{(?<names>[a-z]+(?:,[a-z]+)+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alternatives { get; }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter { get; }
}
