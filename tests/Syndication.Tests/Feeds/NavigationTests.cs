using System.Net;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>A person who opens a feed's address in a browser is shown a page; whatever else asks gets the feed.</summary>
public sealed class NavigationTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Theory]
    [InlineData("/feeds/all.rss", "/")]
    [InlineData("/feeds/all.atom", "/")]
    [InlineData("/feeds/all.json", "/")]
    [InlineData("/feeds/sections/gear.rss", "/sections/gear")]
    [InlineData("/feeds/authors/jane-doe.atom", "/authors/jane-doe")]
    [InlineData("/feeds/tags/tides.json", "/tags/tides")]
    [InlineData("/feeds/all/2026-03.rss", "/")]
    [InlineData("/feeds/sections/gear/2026-03.atom", "/sections/gear")]
    public async Task Every_kind_of_feed_leads_a_navigation_to_its_page_and_no_cache_keeps_that(string feed, string page)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        for (var round = 0; round < 2; round++)
        {
            var navigation = await SendAsync(feed, "document", "navigate");
            Assert.Equal(HttpStatusCode.SeeOther, navigation.StatusCode);
            Assert.Equal("http://localhost" + page, navigation.Headers.Location!.ToString());
            Assert.True(navigation.Headers.CacheControl!.NoStore);
            Assert.Contains("Sec-Fetch-Dest", navigation.Headers.Vary);
            // The second round meets a feed that is in memory.
            var fetched = await SendAsync(feed, null, null);
            Assert.Equal(HttpStatusCode.OK, fetched.StatusCode);
            Assert.Contains("Sec-Fetch-Dest", fetched.Headers.Vary);
        }
    }

    [Theory]
    [InlineData("/feed", "/feeds/all.rss")]
    [InlineData("/rss", "/feeds/all.rss")]
    [InlineData("/feed.xml", "/feeds/all.rss")]
    [InlineData("/rss.xml", "/feeds/all.rss")]
    [InlineData("/index.xml", "/feeds/all.rss")]
    [InlineData("/atom.xml", "/feeds/all.atom")]
    [InlineData("/feed.json", "/feeds/all.json")]
    public async Task Where_other_systems_have_their_feed_a_reader_is_led_to_ours(string habit, string feed)
    {
        var answer = await SendAsync(habit, null, null);

        Assert.Equal((HttpStatusCode.MovedPermanently, feed), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Theory]
    [InlineData("iframe", "navigate")]
    [InlineData("frame", "navigate")]
    [InlineData("embed", "no-cors")]
    [InlineData("image", "no-cors")]
    [InlineData("empty", "cors")]
    [InlineData("empty", "no-cors")]
    [InlineData("document", "no-cors")]
    [InlineData("document", null)]
    [InlineData(null, "navigate")]
    public async Task Frames_pictures_scripts_and_prefetches_get_the_feed(string? destination, string? mode)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());

        var answer = await SendAsync("/feeds/all.rss", destination, mode);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/rss+xml", answer.Content.Headers.ContentType!.MediaType);
    }

    public void Dispose() => host.Dispose();

    private Task<HttpResponseMessage> SendAsync(string address, string? destination, string? mode)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        if (destination is not null)
            request.Headers.Add("Sec-Fetch-Dest", destination);
        if (mode is not null)
            request.Headers.Add("Sec-Fetch-Mode", mode);
        return host.CreateClient(new() { AllowAutoRedirect = false }).SendAsync(request);
    }
}
