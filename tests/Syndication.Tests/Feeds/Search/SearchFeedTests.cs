using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds.Search;

public sealed class SearchFeedTests : IAsyncLifetime, IDisposable
{
    private readonly SyndicationHost host = new();

    public Task InitializeAsync() => host.WithSectionsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task It_carries_what_is_found_and_says_of_itself_what_it_is()
    {
        await host.PublishAsync(FeedFixture.Rich("Salt pans"));
        await host.PublishAsync(FeedFixture.Plain("Salt shakers"));
        await host.PublishAsync(FeedFixture.Plain("Boots"));
        var client = host.CreateClient();

        var atom = XDocument.Parse(await client.GetStringAsync("/feeds/search.atom?q=SALT%20%20-boots&utm_source=x"));
        var rss = XDocument.Parse(await client.GetStringAsync("/feeds/search.rss?q=salt+-boots"));
        var json = JsonDocument.Parse(await client.GetStringAsync("/feeds/search.json?q=salt+-boots")).RootElement;

        Assert.Equal("Search: salt -boots – The Test Post", atom.Root!.Element(Atom("title"))!.Value);
        Assert.Equal(["Salt shakers", "Salt pans"], atom.Root.Elements(Atom("entry")).Select(entry => entry.Element(Atom("title"))!.Value));
        Assert.Equal("http://localhost/feeds/search.atom?q=salt%20-boots", LinkOf(atom.Root, "self"));
        Assert.Equal("http://localhost/search?q=salt%20-boots", LinkOf(atom.Root, "alternate"));
        Assert.Equal(["Salt shakers", "Salt pans"], rss.Descendants("item").Select(item => item.Element("title")!.Value));
        Assert.Equal("http://localhost/search?q=salt%20-boots", rss.Root!.Element("channel")!.Element("link")!.Value);
        Assert.Equal("http://localhost/feeds/search.json?q=salt%20-boots", json.GetProperty("feed_url").GetString());
        Assert.Equal(2, json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("q=salt+-boots")]
    [InlineData("q=SALT%20-boots")]
    [InlineData("x=1&q=salt%20%20-boots")]
    public async Task A_search_that_is_spelled_otherwise_is_led_to_the_address_that_its_feed_names(string spelled)
    {
        var client = host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        var answer = await client.GetAsync("/feeds/search.rss?" + spelled);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("http://localhost/feeds/search.rss?q=salt%20-boots", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/feeds/search.rss?q=salt%20-boots&x=1")).StatusCode);
    }

    [Fact]
    public async Task Equal_searches_are_one_feed_with_one_id_and_other_keys_make_no_other()
    {
        await host.PublishAsync(FeedFixture.Plain("Gear and boots"));
        var client = host.CreateClient();
        var first = await client.GetStringAsync("/feeds/search.atom?q=gear%20boots");
        var bytes = Cache.Bytes;

        foreach (var same in new[] { "q=Gear++BOOTS", "x=1&q=gear,%20boots", "q=gear&q=boots", "q=gear%09boots&page=2" })
            Assert.Equal(first, await client.GetStringAsync("/feeds/search.atom?" + same));

        Assert.Equal(bytes, Cache.Bytes);
        Assert.NotEqual(IdOf(first), IdOf(await client.GetStringAsync("/feeds/search.atom?q=gear")));
    }

    [Fact]
    public async Task Its_tag_holds_until_something_that_it_shows_changes()
    {
        var id = await host.PublishAsync(FeedFixture.Rich("Salt pans"));
        var client = host.CreateClient();
        var tag = (await client.GetAsync("/feeds/search.rss?q=salt")).Headers.ETag!.ToString();

        await host.PublishAsync(FeedFixture.Plain("Elsewhere"));
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(client, tag));
        await host.AddSectionAsync("gear", "Gear, renamed");
        var renamed = (await client.GetAsync("/feeds/search.rss?q=salt")).Headers.ETag!.ToString();
        Assert.NotEqual(tag, renamed);
        await ReviseAsync(id, FeedFixture.Rich("Salt pans") with { Summary = "Another summary." });
        var revised = (await client.GetAsync("/feeds/search.rss?q=salt")).Headers.ETag!.ToString();
        Assert.NotEqual(renamed, revised);
        await host.PublishAsync(FeedFixture.Plain("Salt again"));
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(client, revised));
    }

    [Fact]
    public async Task After_a_restart_a_readers_tag_still_matches()
    {
        using var second = new SyndicationHost();
        await host.PublishAsync(FeedFixture.Rich("Salt pans"));
        var before = await host.CreateClient().GetAsync("/feeds/search.atom?q=salt");
        second.RestartOf(host);

        var after = await second.CreateClient().GetAsync("/feeds/search.atom?q=salt");

        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(await before.Content.ReadAsByteArrayAsync(), await after.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("", "A search needs at least one word.")]
    [InlineData("?q=", "A search needs at least one word.")]
    [InlineData("?q=-gear", "A search needs at least one word that is to be found, beside those that are not.")]
    [InlineData("?q=ge*", "A word that ends in * has at least 3 letters before it.")]
    public async Task A_search_that_cannot_be_is_answered_with_the_rule(string query, string rule)
    {
        var answer = await host.CreateClient().GetAsync("/feeds/search.rss" + query);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(rule, problem.GetProperty("errors").GetProperty("q")[0].GetString());
    }

    [Property(MaxTest = 150, Arbitrary = [typeof(HostileText)])]
    public void Whatever_is_typed_the_answer_is_a_feed_or_a_rule(HostileText typed) =>
        AssertAnswersAsync(typed.Value).GetAwaiter().GetResult();

    [Property(MaxTest = 150)]
    public void Whatever_is_typed_at_all(string? typed) => AssertAnswersAsync(typed ?? "").GetAwaiter().GetResult();

    [Theory]
    [InlineData("gear\" OR \"x")]
    [InlineData("title:gear ^gear {a b}: gear NEAR(gear boots, 2)")]
    [InlineData("gear*'; DROP TABLE \"FullText\"; --")]
    [InlineData("\"\"\"\"gear")]
    public Task Nothing_that_is_typed_is_read_as_the_stores_language(string typed) => AssertAnswersAsync(typed);

    [Theory]
    [InlineData("gear", "http://localhost/search?q=gear")]
    [InlineData("GEAR%20%20boots", "http://localhost/search?q=gear%20boots")]
    [InlineData("ge*", "http://localhost/search?q=ge%2A")]
    public async Task A_browser_that_navigates_to_it_is_sent_to_the_page(string query, string page)
    {
        using var client = host.CreateDefaultClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/feeds/search.rss?q={query}");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");

        var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(page, answer.Headers.Location!.OriginalString);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Searches_push_no_other_feed_out_of_the_cache()
    {
        using var small = new SyndicationHost();
        small.Settings["Feeds:CacheBytes"] = "1048576";
        await small.WithSectionsAsync();
        await small.PublishAsync(FeedFixture.Plain("Gear") with { BodyHtml = $"<p>gear {new string('x', 20_000)}</p>" });
        var client = small.CreateClient();
        await client.GetStringAsync("/feeds/all.rss");
        for (var i = 0; i < 120; i++)
            await client.GetStringAsync($"/feeds/search.rss?q=gear+-word{i}");

        var cache = small.Services.GetRequiredService<FeedCache>();
        Assert.True(cache.IsKept(new CurrentFeed(Scope.Publication), FeedFormat.Rss));
        Assert.InRange(cache.Bytes, 1, 300_000);
    }

    private FeedCache Cache => host.Services.GetRequiredService<FeedCache>();

    private async Task AssertAnswersAsync(string typed)
    {
        using var client = host.CreateClient();
        // A lone half of a surrogate pair cannot be sent; U+FFFD is what the request carries.
        var query = Uri.EscapeDataString(string.Concat(typed.EnumerateRunes()));
        foreach (var format in FeedFormats.All)
        {
            var answer = await client.GetAsync($"/feeds/search.{format.Extension()}?q={query}");
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{answer.StatusCode}: {typed}");
            if (answer.StatusCode is HttpStatusCode.BadRequest || format is FeedFormat.Json)
                Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(body).RootElement.ValueKind);
            else
                Assert.NotNull(XDocument.Parse(body).Root);
        }

        var page = await client.GetAsync($"/search?q={query}");
        Assert.True(page.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{page.StatusCode}: {typed}");
    }

    private static async Task<HttpStatusCode> AskAgainAsync(HttpClient client, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/search.rss?q=salt");
        request.Headers.Add("If-None-Match", tag);
        return (await client.SendAsync(request)).StatusCode;
    }

    private Task<bool> ReviseAsync(ArticleId id, ArticleContent content) =>
        host.Database.WriteAsync(
            (db, ct) => host.Services.GetRequiredService<ArticlePublisher>().ReviseAsync(db, id, content, ct),
            CancellationToken.None
        );

    private static string IdOf(string atom) => XDocument.Parse(atom).Root!.Element(Atom("id"))!.Value;

    private static string LinkOf(XElement feed, string relation) =>
        feed.Elements(Atom("link")).Single(link => (string?)link.Attribute("rel") == relation).Attribute("href")!.Value;

    private static XName Atom(string name) => XName.Get(name, "http://www.w3.org/2005/Atom");
}
