using System.Net;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

public sealed class RestartTests : IDisposable
{
    private readonly SyndicationHost first = new();
    private readonly SyndicationHost second = new();

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task After_a_restart_the_bytes_and_the_validators_are_the_same(string format)
    {
        await first.WithSectionsAsync();
        await first.PublishAsync(FeedFixture.Rich());
        var before = await first.CreateClient().GetAsync($"/feeds/all.{format}");
        second.RestartOf(first);
        second.Clock.Advance(TimeSpan.FromDays(30));

        var after = await second.CreateClient().GetAsync($"/feeds/all.{format}");
        var request = new HttpRequestMessage(HttpMethod.Get, $"/feeds/all.{format}");
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);

        Assert.Equal(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(before.Content.Headers.LastModified, after.Content.Headers.LastModified);
        Assert.Equal(await before.Content.ReadAsByteArrayAsync(), await after.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, (await second.CreateClient().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_setting_that_shows_in_the_feeds_changes_the_tag()
    {
        await first.WithSectionsAsync();
        await first.PublishAsync(FeedFixture.Rich());
        var before = await first.CreateClient().GetAsync("/feeds/all.rss");
        second.Settings["Publication:Name"] = "Another Name";
        second.RestartOf(first);

        var after = await second.CreateClient().GetAsync("/feeds/all.rss");

        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }
}
