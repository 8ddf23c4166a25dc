using System.Net;
using Syndication.Articles;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>Which feeds a change reaches, and how often each is written.</summary>
public sealed class FeedReachTests : IDisposable
{
    private static readonly string[] Formats = ["rss", "atom", "json"];

    private readonly SyndicationHost host = new();

    [Fact]
    public async Task A_publish_writes_the_feeds_that_the_article_is_in_and_leaves_every_other_one_alone()
    {
        await host.WithSectionsAsync();
        host.Clock.AdjustTime(SyndicationHost.Start.AddMonths(-1));
        await host.PublishAsync(Piece("Old", "gear", "jane", "tides"));
        await host.PublishAsync(Piece("Elsewhere", "harbour", "sam", "cranes"));
        host.Clock.AdjustTime(SyndicationHost.Start);
        await host.PublishAsync(Piece("Now", "gear", "jane", "tides"));
        await host.PublishAsync(Piece("Now elsewhere", "harbour", "sam", "cranes"));
        string[] touched = ["all", "sections/gear", "authors/jane", "tags/tides", "all/2026-03", "sections/gear/2026-03"];
        string[] others = ["sections/harbour", "authors/sam", "tags/cranes", "sections/harbour/2026-03"];
        string[] closed = ["all/2026-02", "sections/gear/2026-02", "sections/harbour/2026-02"];
        var before = await TagsAsync([.. touched, .. others, .. closed]);
        using var counts = new FeedCounts(host);
        await host.PublishAsync(Piece("News", "gear", "jane", "tides"));

        var after = await TagsAsync([.. touched, .. others, .. closed]);

        Assert.Equal(
            touched.SelectMany(feed => Formats.Select(format => $"{feed}.{format}")).Order(),
            before.Keys.Where(feed => before[feed] != after[feed]).Order()
        );
        Assert.Equal(touched.Length * Formats.Length, counts.Renders);
    }

    [Fact]
    public async Task Many_who_ask_at_once_in_every_encoding_after_a_change_cost_one_writing()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        using var client = host.CreateClient();
        await client.GetAsync("/feeds/all.rss");
        await host.PublishAsync(FeedFixture.Plain("News"));
        using var counts = new FeedCounts(host);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 120)
                .Select(i =>
                    SendAsync(
                        client,
                        (i % 3) switch
                        {
                            0 => "identity",
                            1 => "gzip",
                            _ => "br",
                        }
                    )
                )
        );

        Assert.Equal(1, counts.Renders);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(3, answers.Select(answer => (answer.Tag, answer.Body)).Distinct().Count());
    }

    public void Dispose() => host.Dispose();

    private static ArticleContent Piece(string title, string section, string author, string tag) =>
        FeedFixture.Plain(title) with
        {
            Section = new(section),
            Authors = [new(new(author), author)],
            Tags = [tag],
            PublishedAt = null,
        };

    private async Task<Dictionary<string, string>> TagsAsync(string[] feeds)
    {
        using var client = host.CreateClient();
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var feed in feeds.SelectMany(feed => Formats.Select(format => $"{feed}.{format}")))
        {
            var answer = await client.GetAsync("/feeds/" + feed);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            tags[feed] = answer.Headers.ETag!.Tag;
        }

        return tags;
    }

    private static async Task<(HttpStatusCode Status, string Tag, string Body)> SendAsync(HttpClient client, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feeds/all.rss");
        request.Headers.Add("Accept-Encoding", encoding);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.ETag!.Tag, Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync()));
    }
}
