using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

public sealed class KeptFeedsTests
{
    private const int Each = 4096;
    private const long Most = 1 << 20;

    [Fact]
    public void Ten_thousand_feeds_stay_within_the_bound()
    {
        var kept = new KeptFeeds(Most);
        for (var i = 0; i < 10_000; i++)
        {
            kept.Keep(Feed(i));
            Assert.InRange(kept.Bytes, 1, Most);
        }

        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => kept.Find(Key(i)) is not null), Most / 2 / Each, Most / Each);
    }

    [Fact]
    public void Feeds_that_are_asked_for_outlive_those_that_are_not_by_either_name()
    {
        var kept = new KeptFeeds(Most);
        for (var i = 0; i < 2_000; i++)
        {
            kept.Keep(Feed(i));
            Assert.NotNull(kept.Find(Key(0)));
            Assert.True(i == 0 || kept.FindPath("/feeds/tags/t1.rss") is not null);
        }

        Assert.Null(kept.Find(Key(2)));
        Assert.Null(kept.FindPath("/feeds/tags/t2.rss"));
    }

    [Fact]
    public async Task Packed_forms_count_too_and_a_feed_that_replaces_another_does_not_count_twice()
    {
        var kept = new KeptFeeds(Most);
        kept.Keep(Feed(1));
        var plain = kept.Bytes;
        await kept.Find(Key(1))!.Feed.BodyAsync(ContentEncoding.Gzip);
        var packed = kept.Bytes;
        kept.Keep(Feed(1));

        Assert.InRange(packed - plain, 1, Each);
        Assert.Equal(plain, kept.Bytes);
    }

    [Fact]
    public async Task A_feed_that_was_dropped_while_it_was_packed_does_not_count()
    {
        var kept = new KeptFeeds(Most);
        var first = Feed(1);
        kept.Keep(first);
        kept.Keep(Feed(1));
        var bytes = kept.Bytes;
        await first.Feed.BodyAsync(ContentEncoding.Brotli);

        Assert.Equal(bytes, kept.Bytes);
    }

    [Fact]
    public async Task With_little_room_every_answer_is_still_the_current_one()
    {
        using var host = new SyndicationHost();
        host.Settings["Feeds:CacheBytes"] = "1048576";
        await host.WithSectionsAsync();
        var tags = Enumerable.Range(0, 40).Select(i => $"tag{i}").ToList();
        var body = "<p>" + new string('x', 40_000) + "</p>";
        await host.PublishAsync(FeedFixture.Plain("One") with { Tags = tags, BodyHtml = body });
        var client = host.CreateClient();
        foreach (var tag in tags)
            Assert.Contains("One", await client.GetStringAsync($"/feeds/tags/{tag}.rss"));
        await host.PublishAsync(FeedFixture.Plain("Two") with { Tags = tags });

        foreach (var tag in tags)
            Assert.Contains("Two", await client.GetStringAsync($"/feeds/tags/{tag}.rss"));
    }

    private static FeedKey Key(int number) => new(new CurrentFeed(Scope.Tag(new TagSlug($"t{number}"))), FeedFormat.Rss);

    private static KeptFeed Feed(int number)
    {
        var headers = new FeedHeaders(
            "1",
            changedAt: null,
            "application/rss+xml",
            isPublic: true,
            TimeSpan.Zero,
            "http://localhost/",
            hub: null
        );
        return new KeptFeed(Key(number), new RenderedFeed(new byte[Each], headers), FeedVersion.Of(null));
    }
}
