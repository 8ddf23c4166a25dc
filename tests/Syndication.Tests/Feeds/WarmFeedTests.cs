using System.Net;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>The short way for feeds in memory, beside the endpoints: an address with a query is only known to them.</summary>
public sealed class WarmFeedTests : IAsyncLifetime, IDisposable
{
    private const string Warm = "/feeds/sections/gear.rss";
    private readonly SyndicationHost host = new();
    private FeedCounts counts = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.SettleAsync();
        client = host.CreateClient(new() { AllowAutoRedirect = false });
        counts = new FeedCounts(host);
    }

    [Fact]
    public async Task Whatever_a_request_says_the_short_way_answers_as_the_endpoint_does()
    {
        var first = await client.GetAsync(Warm);
        var (tag, modified) = (first.Headers.ETag!.Tag, first.Content.Headers.LastModified!.Value);
        string?[] methods = ["GET", "GET", "HEAD", "POST", "OPTIONS"];
        string?[] encodings = [null, null, "gzip", "br", "gzip, deflate, br", "gzip;q=0", "*", "identity", "br;q=0.1, gzip;q=0.5", ";;"];
        string?[] tags =
        [
            null,
            null,
            tag,
            "W/" + tag,
            tag[..^1] + "+gzip\"",
            tag[..^1] + "+br\"",
            tag[..^1] + "-gzip\"",
            "\"other\"",
            $"\"other\", {tag}",
            "*",
            "",
        ];
        string?[] dates =
        [
            null,
            null,
            modified.ToString("R"),
            modified.AddSeconds(-1).ToString("R"),
            modified.AddYears(1).ToString("R"),
            "soon",
        ];
        string?[] modes = [null, null, "navigate", "cors"];
        string?[] destinations = [null, null, "document", "empty"];
        string?[] queries = ["", "", "?utm_source=x"];
        var random = new Random(17);
        string? Any(string?[] choices) => choices[random.Next(choices.Length)];

        var taken = 0;
        for (var i = 0; i < 600; i++)
        {
            var method = new HttpMethod(Any(methods)!);
            var query = Any(queries);
            (string, string?)[] headers =
            [
                ("Accept-Encoding", Any(encodings)),
                ("If-None-Match", Any(tags)),
                ("If-Modified-Since", Any(dates)),
                ("Sec-Fetch-Mode", Any(modes)),
                ("Sec-Fetch-Dest", Any(destinations)),
            ];
            var before = Count("hits");
            var warm = await DescribeAsync(method, Warm + query, headers);
            taken += (int)(Count("hits") - before);
            var routed = await DescribeAsync(method, Warm + "?routed=1", headers);
            Assert.Equal(routed, warm);
        }

        Assert.InRange(taken, 200, 599);
        Assert.Equal(taken, Count("hits"));
    }

    [Fact]
    public async Task One_writing_serves_all_until_something_is_published()
    {
        for (var i = 0; i < 5; i++)
            await client.GetAsync(Warm);
        Assert.Equal(1, Count("renders"));
        Assert.Equal(4, Count("hits"));

        await host.PublishAsync(FeedFixture.Plain("Fresh"));
        var after = await client.GetStringAsync(Warm);
        Assert.Contains("Fresh", after);
        Assert.Equal(2, Count("renders"));
        Assert.Equal(4, Count("hits"));
    }

    [Fact]
    public async Task A_publish_elsewhere_leaves_the_feed_as_it_is()
    {
        var before = await client.GetAsync("/feeds/sections/harbour.rss");
        var renders = Count("renders");
        await host.PublishAsync(FeedFixture.Plain("In gear only"));
        var after = await client.GetAsync("/feeds/sections/harbour.rss");

        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(renders, Count("renders"));
    }

    [Fact]
    public async Task Many_who_ask_for_a_cold_feed_at_once_wait_for_one_writing()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => client.GetAsync("/feeds/all.atom")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, Count("renders"));
    }

    [Fact]
    public async Task Names_in_other_scripts_are_found_by_their_escaped_address()
    {
        await host.PublishAsync(FeedFixture.Plain("Harbour") with { Tags = ["東京"] });
        await host.SettleAsync();
        var address = "/feeds/tags/" + Uri.EscapeDataString("東京") + ".rss";
        var first = await client.GetStringAsync(address);

        Assert.Equal(first, await client.GetStringAsync(address));
        Assert.Equal(1, Count("hits"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        counts.Dispose();
        host.Dispose();
    }

    private long Count(string name) => counts.Of(name);

    private async Task<string> DescribeAsync(HttpMethod method, string address, (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var lines = answer.Headers.Concat(answer.Content.Headers).Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}").Order();
        return $"{method} {string.Join(" ", headers)}\n{answer.StatusCode}\n{string.Join('\n', lines)}\n{Convert.ToHexString(body)}";
    }
}
