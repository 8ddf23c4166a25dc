using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Digests.Tracking;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests.Tracking;

/// <summary>Who followed a link: people, scanners and proxies are told apart by what they do.</summary>
public sealed class LinkHitsTests() : TrackingTest("ClicksAndOpens")
{
    private const string Ann = "203.0.113.9";
    private const string Bob = "198.51.100.7";

    [Fact]
    public async Task People_who_follow_a_link_are_counted_by_link_once_it_is_settled()
    {
        using var counts = new MeterCounts(Host, "Syndication.Digests");
        var links = LinksOf(await MailAsync());
        await FollowAsync(links[0], Ann);
        await FollowAsync(links[1], Ann);
        await FollowAsync(links[1], Bob);

        Assert.Equal(None, (await OperatorAsync()).Report.Clicks);
        var report = await ReportAsync();

        Assert.Equal(new HitNumbers(3, 0, 0), report.Clicks);
        Assert.Equal([2, 1, 0], report.Links.Select(link => link.Hits.People).Take(3));
        Assert.Contains(report.Links, link => link is { Address: "https://other.example/?a=1&b=3#c", Title: "Piece 3" });
        Assert.Equal(3, counts.Of("syndication.digests.clicks"));
    }

    [Fact]
    public async Task The_hidden_link_shows_a_scanner_by_what_it_did_ten_minutes_before_and_after()
    {
        var mail = await MailAsync();
        var links = LinksOf(mail);
        await FollowAsync(links[0], Ann);
        Host.Clock.Advance(TimeSpan.FromMinutes(9));
        await FollowAsync(TrapOf(mail), Ann);
        Host.Clock.Advance(TimeSpan.FromMinutes(9));
        await FollowAsync(links[1], Ann);
        await FollowAsync(links[1], Bob);
        Host.Clock.Advance(TimeSpan.FromMinutes(2));
        await FollowAsync(links[2], Ann);

        Assert.Equal(new HitNumbers(2, 2, 0), (await ReportAsync()).Clicks);
    }

    [Theory]
    [InlineData(500, 4)]
    [InlineData(2_000, 0)]
    public async Task Many_links_at_once_are_a_scanners(int milliseconds, long scanned)
    {
        foreach (var link in LinksOf(await MailAsync()).Take(4))
        {
            await FollowAsync(link, Ann);
            Host.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.Equal(new HitNumbers(4 - scanned, scanned, 0), (await ReportAsync()).Clicks);
    }

    [Fact]
    public async Task Who_asks_for_headers_alone_visits_nothing_and_is_a_scanner()
    {
        var links = LinksOf(await MailAsync());
        await FollowAsync(links[0], Ann, method: HttpMethod.Head);
        await FollowAsync(links[0], Ann);
        await FollowAsync(links[0], Bob);

        Assert.Equal(new HitNumbers(1, 1, 0), (await ReportAsync()).Clicks);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")]
    [InlineData("python-requests/2.32")]
    [InlineData("")]
    public async Task Who_says_so_is_a_scanner(string agent)
    {
        await FollowAsync(LinksOf(await MailAsync())[0], Ann, agent);

        Assert.Equal(new HitNumbers(0, 1, 0), (await ReportAsync()).Clicks);
    }

    [Theory]
    [InlineData("Purpose", "prefetch")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    public async Task What_a_browser_fetches_ahead_is_not_counted(string name, string value)
    {
        using var answer = await AskAsync(LinksOf(await MailAsync())[0], Ann, Firefox, header: (name, value));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(None, (await ReportAsync()).Clicks);
    }

    [Theory]
    [InlineData(Firefox, 1, 0)]
    [InlineData("Mozilla/5.0 (Windows NT 5.1) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", 0, 1)]
    [InlineData("Mozilla/5.0", 0, 1)]
    public async Task Opens_by_proxies_are_counted_apart(string agent, long people, long proxies)
    {
        var picture = PictureOf(await MailAsync());
        using var answer = await AskAsync(picture, Ann, agent);

        Assert.Equal(("image/gif", "no-store"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString()));
        Assert.Equal("GIF89a"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..6]);
        var report = await ReportAsync();
        Assert.Equal((new HitNumbers(people, 0, proxies), None), (report.Opens, report.Clicks));
    }

    [Fact]
    public async Task A_proxy_that_asks_for_headers_alone_has_opened_nothing()
    {
        var picture = PictureOf(await MailAsync());
        using var ask = new HttpRequestMessage(HttpMethod.Head, picture);
        ask.Headers.TryAddWithoutValidation(
            "User-Agent",
            "Mozilla/5.0 (Windows NT 5.1) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
        );

        using var answer = await Host.CreateClient().SendAsync(ask);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(None, (await ReportAsync()).Opens);
    }

    [Fact]
    public async Task A_proxy_that_fetches_for_very_many_is_no_scanner()
    {
        var picture = PictureOf(await MailAsync());
        for (var visit = 0; visit < LinkHits.MostOfClient + 50; visit++)
        {
            using var answer = await AskAsync(
                picture,
                Ann,
                "Mozilla/5.0 (Windows NT 5.1) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
            );
        }

        Assert.Equal(new HitNumbers(0, 0, LinkHits.MostOfClient + 50), (await ReportAsync()).Opens);
    }

    [Fact]
    public async Task Behind_a_proxy_that_names_nobody_people_are_not_taken_for_one_scanner()
    {
        foreach (var link in LinksOf(await MailAsync()).Take(5))
            await FollowAsync(link, "127.0.0.1");

        Assert.Equal(new HitNumbers(5, 0, 0), (await ReportAsync()).Clicks);
    }

    [Fact]
    public async Task Who_follows_without_end_is_a_scanner_and_takes_no_memory()
    {
        var link = LinksOf(await MailAsync())[0];
        for (var visit = 0; visit < LinkHits.MostOfClient + 50; visit++)
            await FollowAsync(link, Ann);

        Assert.Equal(new HitNumbers(0, LinkHits.MostOfClient + 50, 0), (await ReportAsync()).Clicks);
    }

    [Fact]
    public async Task What_is_not_settled_is_counted_as_the_host_stops()
    {
        await FollowAsync(LinksOf(await MailAsync())[0], Ann);
        foreach (var service in Host.Services.GetServices<IHostedService>().OfType<LinkHitsFlush>())
            await service.StopAsync(CancellationToken.None);

        Assert.Equal(new HitNumbers(1, 0, 0), (await OperatorAsync()).Report.Clicks);
    }
}

/// <summary>Of an issue for a few, numbers would be about these few.</summary>
public sealed class FewReadersTests() : TrackingTest("Clicks")
{
    protected override int Readers => TrackedLinks.FewestReaders - 1;

    [Fact]
    public async Task Nothing_is_counted_where_nine_readers_have_the_issue()
    {
        await FollowAsync(LinksOf(await MailAsync())[0], "203.0.113.9");

        Assert.Equal(None, (await ReportAsync()).Clicks);
    }
}
