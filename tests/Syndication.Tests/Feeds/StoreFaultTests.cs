using System.Net;
using Microsoft.Data.Sqlite;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What readers are told while the store cannot be read.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private static readonly SqliteException Busy = new("database is locked", 5);
    private readonly RecordingHost host = new();

    [Fact]
    public async Task A_feed_in_memory_is_served_as_it_was_and_one_that_is_not_is_asked_for_later()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        using var client = host.CreateClient();
        var before = await client.GetAsync("/feeds/all.rss");
        await host.PublishAsync(FeedFixture.Plain("Two"));
        host.Fault = Busy;

        var kept = await client.GetAsync("/feeds/all.rss");
        var cold = await client.GetAsync("/feeds/all.atom");

        Assert.Equal((HttpStatusCode.OK, before.Headers.ETag), (kept.StatusCode, kept.Headers.ETag));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, cold.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), cold.Headers.RetryAfter!.Delta);
        Assert.True(cold.Headers.CacheControl!.NoStore);
        Assert.Empty(await cold.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_first_request_after_the_trouble_gets_the_newest_state()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        using var client = host.CreateClient();
        await client.GetAsync("/feeds/all.rss");
        await host.PublishAsync(FeedFixture.Plain("Two"));
        host.Fault = Busy;
        var during = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => client.GetAsync($"/feeds/all.{(i % 2 == 0 ? "rss" : "json")}"))
        );
        host.Fault = null;

        Assert.DoesNotContain(during, answer => answer.StatusCode is HttpStatusCode.InternalServerError);
        foreach (var format in new[] { "rss", "json" })
            Assert.Contains("Two", await client.GetStringAsync($"/feeds/all.{format}"), StringComparison.Ordinal);
    }

    public void Dispose() => host.Dispose();
}
