using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Pages.Sitemaps;

public sealed class SitemapTests : IDisposable
{
    private static readonly string[] Each = ["/sitemap.xml", "/sitemap-news.xml", "/sitemaps/pages.xml", "/sitemaps/2026-03.xml"];
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task The_index_leads_to_every_page_whose_home_is_here_and_to_no_other()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich() with { Slug = "rich" });
        await host.PublishAsync(FeedFixture.Plain("Copy") with { Slug = "copy", Url = "https://example.org/original" });
        await host.PublishAsync(FeedFixture.Plain("Draft") with { Draft = true });
        host.Clock.Advance(TimeSpan.FromDays(40));
        await host.PublishAsync(FeedFixture.Plain("Größe & 東京") with { Slug = "größe-東京" });

        var index = SitemapSchema.Index(await GetAsync("/sitemap.xml"));

        Assert.Equal(
            [
                ("http://localhost/sitemaps/pages.xml", host.Clock.GetUtcNow()),
                ("http://localhost/sitemaps/2026-04.xml", host.Clock.GetUtcNow().AddSeconds(1)),
                ("http://localhost/sitemaps/2026-03.xml", host.Clock.GetUtcNow()),
            ],
            index.Select(entry => (entry.Address, entry.ChangedAt!.Value))
        );
        var listed = new List<(string Address, DateTimeOffset? ChangedAt)>();
        foreach (var sitemap in index)
            listed.AddRange(SitemapSchema.Pages(await GetAsync(sitemap.Address)));
        Assert.Equal(
            [
                "/",
                "/articles/gr%C3%B6%C3%9Fe-%E6%9D%B1%E4%BA%AC",
                "/articles/rich",
                "/authors/jane-doe",
                "/authors/sigridur",
                "/feeds",
                "/sections/gear",
                "/sections/harbour",
                "/subscribe",
                "/tags/r-and-d",
                "/tags/tides",
            ],
            listed.Select(entry => entry.Address["http://localhost".Length..]).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            SyndicationHost.Start.AddHours(-1),
            listed.Single(entry => entry.Address.EndsWith("/rich", StringComparison.Ordinal)).ChangedAt
        );
        foreach (var (address, _) in listed)
            Assert.Equal(HttpStatusCode.OK, (await host.CreateClient().GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_month_whose_articles_all_have_their_home_elsewhere_has_no_sitemap()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("Copy") with { Url = "https://example.org/original" });

        Assert.Single(SitemapSchema.Index(await GetAsync("/sitemap.xml")));
        Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync("/sitemaps/2026-03.xml")).StatusCode);
    }

    [Fact]
    public async Task A_month_with_more_than_fits_has_several()
    {
        host.Settings["Pages:SitemapAddresses"] = "1";
        host.Settings["Feeds:ByteBudget"] = "65536";
        await host.WithSectionsAsync();
        foreach (var title in new[] { "One", "Two" })
            await host.PublishAsync(FeedFixture.Plain(title) with { BodyHtml = $"<p>{new string('x', 60_000)}</p>" });

        Assert.Contains("http://localhost/articles/one", await GetAsync("/sitemaps/2026-03.xml"));
        Assert.Contains("http://localhost/articles/two", await GetAsync("/sitemaps/2026-03-2.xml"));
        Assert.Equal(3, SitemapSchema.Index(await GetAsync("/sitemap.xml")).Count);
    }

    [Theory]
    [InlineData("/sitemaps/2026-03-1.xml")]
    [InlineData("/sitemaps/2026-03-2.xml")]
    [InlineData("/sitemaps/2025-01.xml")]
    [InlineData("/sitemaps/none.xml")]
    public async Task Nothing_else_is_a_sitemap(string address)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));

        Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task The_news_are_of_two_days_with_the_date_they_were_published()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich("3 < 4 & \u000B more") with { Slug = "rich", UpdatedAt = SyndicationHost.Start });
        await host.PublishAsync(FeedFixture.Plain("Copy", hoursAgo: 3) with { Url = "https://example.org/original?a=1&b=2" });
        await host.PublishAsync(FeedFixture.Plain("Chinese", hoursAgo: 4) with { Slug = "chinese", Language = "zh-Hant-HK" });
        await host.PublishAsync(FeedFixture.Plain("Edge", hoursAgo: 47) with { Slug = "edge" });
        await host.PublishAsync(FeedFixture.Plain("Old", hoursAgo: 49));

        var news = SitemapSchema.NewsOf(await GetAsync("/sitemap-news.xml"));

        var start = SyndicationHost.Start;
        Assert.Equal(
            [
                new("http://localhost/articles/rich", "The Test Post", "en", start.AddHours(-2), "3 < 4 &  more"),
                new("https://example.org/original?a=1&b=2", "The Test Post", "en", start.AddHours(-3), "Copy"),
                new("http://localhost/articles/chinese", "The Test Post", "zh-tw", start.AddHours(-4), "Chinese"),
                new("http://localhost/articles/edge", "The Test Post", "en", start.AddHours(-47), "Edge"),
            ],
            news
        );
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(3, SitemapSchema.NewsOf(await GetAsync("/sitemap-news.xml")).Count);
    }

    [Fact]
    public async Task What_changes_is_seen_at_once_and_what_stays_is_answered_304()
    {
        await host.WithSectionsAsync();
        var id = await host.PublishAsync(FeedFixture.Plain("One"));
        await host.PublishAsync(FeedFixture.Plain("Two"));
        var client = host.CreateClient();
        foreach (var address in Each)
        {
            var first = await client.GetAsync(address);
            Assert.Equal("application/xml; charset=utf-8", first.Content.Headers.ContentType!.ToString());
            Assert.True(first.Headers.CacheControl!.Public);
            Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(first));
            var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
            Assert.Equal(
                (first.Headers.ETag, first.Content.Headers.ContentLength, first.StatusCode),
                (head.Headers.ETag, head.Content.Headers.ContentLength, head.StatusCode)
            );
        }

        var before = await client.GetAsync("/sitemaps/2026-03.xml");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();
        await host.Database.WriteAsync((db, ct) => publisher.WithdrawAsync(db, id, ct), CancellationToken.None);

        Assert.Equal(HttpStatusCode.OK, await AgainAsync(before));
        Assert.DoesNotContain("articles/one", await GetAsync("/sitemaps/2026-03.xml"));
        Assert.DoesNotContain("articles/one", await GetAsync("/sitemap-news.xml"));

        Task<HttpStatusCode> AgainAsync(HttpResponseMessage known)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, known.RequestMessage!.RequestUri);
            request.Headers.IfNoneMatch.Add(known.Headers.ETag!);
            return StatusOf(request);
        }

        async Task<HttpStatusCode> StatusOf(HttpRequestMessage request) => (await client.SendAsync(request)).StatusCode;
    }

    [Fact]
    public async Task They_are_compressed_where_asked()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        foreach (var address in Each)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
            var answer = await host.CreateClient().SendAsync(request);

            Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
            using var plain = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
            Assert.Equal(await GetAsync(address), await plain.ReadToEndAsync());
        }
    }

    public void Dispose() => host.Dispose();

    private Task<string> GetAsync(string address) => host.CreateClient().GetStringAsync(address);
}
