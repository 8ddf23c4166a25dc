using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.FullText;
using Syndication.Tests.Ingest.Sources;
using Syndication.Tests.Outbound;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.FullText;

/// <summary>What is fetched of a site, and what is not, through the host and a server of its own.</summary>
public sealed class PageFetcherTests : IAsyncLifetime, IDisposable
{
    private readonly SyndicationHost host = new();
    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);
    private readonly LoopbackListener site;
    private PageFetcher fetcher = null!;

    public PageFetcherTests() =>
        site = new LoopbackListener(request =>
            Task.FromResult(answers.GetValueOrDefault(request.Path, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
        );

    public Task InitializeAsync()
    {
        host.Settings["Outbound:AllowedNetworks:0"] = "127.0.0.1";
        fetcher = host.Services.GetRequiredService<PageFetcher>();
        answers["/story"] = Page();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_page_is_fetched_where_there_is_no_robots_file()
    {
        var found = Assert.IsType<FullTextOutcome.Found>(await ReadAsync("/story"));

        Assert.Contains("kettle", found.Article.ContentHtml, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt", "/story"], site.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_page_that_robots_may_not_read_is_not_asked_for()
    {
        answers["/robots.txt"] = Answer("200 OK", "User-agent: syndication\nDisallow: /story", "text/plain");

        Assert.Equal(new FullTextOutcome.NotAllowed("robots.txt"), await ReadAsync("/story"));
        Assert.Equal(["/robots.txt"], site.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Robots_rules_that_come_packed_are_unpacked_and_what_cannot_be_unpacked_closes_the_site()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync("User-agent: *\nDisallow: /story\n"u8.ToArray());
        answers["/robots.txt"] = SourceServer.Packed(packed.ToArray(), "gzip");

        Assert.Equal(new FullTextOutcome.NotAllowed("robots.txt"), await ReadAsync("/story"));
        host.Clock.Advance(TimeSpan.FromDays(2));
        answers["/robots.txt"] = SourceServer.Packed("User-agent: *\nDisallow:\n"u8.ToArray(), "gzip");
        Assert.Equal(new FullTextOutcome.Unreachable("its robots.txt cannot be had"), await ReadAsync("/story"));
        Assert.DoesNotContain(site.Requests, request => request.Path == "/story");
    }

    [Theory]
    [InlineData("/wp-login.php?redirect_to=/story", true)]
    [InlineData("/users/sign_in", true)]
    [InlineData("/login.php", true)]
    [InlineData("/signin", true)]
    [InlineData("/sso/start", true)]
    [InlineData("/saml/begin", true)]
    [InlineData("/logon.aspx", true)]
    [InlineData("/member-login/", true)]
    [InlineData("/2026/login-troubles-at-the-depot", false)]
    [InlineData("/2026/why-we-sign-on", false)]
    [InlineData("/signs/index", false)]
    public async Task A_login_is_told_by_a_whole_part_of_its_path(string to, bool isLogin)
    {
        answers["/old"] = Redirect(to);

        var outcome = await ReadAsync("/old");

        Assert.Equal(isLogin, outcome is FullTextOutcome.NotAllowed("the page leads to a login"));
        Assert.Equal(isLogin ? 0 : 1, site.Requests.Count(request => request.Target == to));
    }

    [Fact]
    public async Task A_site_whose_robots_file_cannot_be_had_is_closed_and_asked_again_soon()
    {
        answers["/robots.txt"] = Answer("503 Service Unavailable", "");

        Assert.Equal(new FullTextOutcome.Unreachable("its robots.txt cannot be had"), await ReadAsync("/story"));
        answers.Remove("/robots.txt");
        Assert.IsType<FullTextOutcome.Unreachable>(await ReadAsync("/story"));
        Assert.DoesNotContain(site.Requests, request => request.Path == "/story");
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.IsType<FullTextOutcome.Found>(await ReadAsync("/story"));
    }

    [Fact]
    public async Task The_robots_file_is_fetched_once_a_day()
    {
        for (var count = 0; count < 3; count++)
        {
            await ReadAsync("/story");
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(site.Requests, request => request.Path == "/robots.txt");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await ReadAsync("/story");
        Assert.Equal(2, site.Requests.Count(request => request.Path == "/robots.txt"));
    }

    [Fact]
    public async Task A_redirect_is_followed_within_the_rules_and_never_to_a_login()
    {
        answers["/robots.txt"] = Answer("200 OK", "User-agent: *\nDisallow: /closed", "text/plain");
        answers["/old"] = Redirect("/story");
        answers["/to-closed"] = Redirect("/closed/story");
        answers["/to-login"] = Redirect("/account/login?next=/story");
        answers["/round"] = Redirect("/round");

        Assert.IsType<FullTextOutcome.Found>(await ReadAsync("/old"));
        Assert.Equal(new FullTextOutcome.NotAllowed("robots.txt"), await ReadAsync("/to-closed"));
        Assert.Equal(new FullTextOutcome.NotAllowed("the page leads to a login"), await ReadAsync("/to-login"));
        Assert.IsType<FullTextOutcome.Missing>(await ReadAsync("/round"));
        Assert.DoesNotContain(site.Requests, request => request.Path.StartsWith("/account", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_status_says_whether_another_try_is_worth_it()
    {
        (string Status, Type Expected)[] all =
        [
            ("401 Unauthorized", typeof(FullTextOutcome.NotAllowed)),
            ("402 Payment Required", typeof(FullTextOutcome.NotAllowed)),
            ("403 Forbidden", typeof(FullTextOutcome.NotAllowed)),
            ("404 Not Found", typeof(FullTextOutcome.Missing)),
            ("410 Gone", typeof(FullTextOutcome.Missing)),
            ("429 Too Many Requests", typeof(FullTextOutcome.Unreachable)),
            ("500 Internal Server Error", typeof(FullTextOutcome.Unreachable)),
        ];
        foreach (var (status, expected) in all)
        {
            answers["/story"] = Answer(status, "no");
            Assert.IsType(expected, await ReadAsync("/story"));
        }
    }

    [Fact]
    public async Task What_a_header_forbids_is_not_taken_and_a_picture_is_no_page()
    {
        answers["/story"] = Page().Replace("\r\n\r\n", "\r\nX-Robots-Tag: noarchive\r\n\r\n", StringComparison.Ordinal);
        answers["/picture"] = Answer("200 OK", "GIF89a", "image/gif");

        Assert.Contains(
            "X-Robots-Tag",
            Assert.IsType<FullTextOutcome.NotAllowed>(await ReadAsync("/story")).Rule,
            StringComparison.Ordinal
        );
        Assert.IsType<FullTextOutcome.Missing>(await ReadAsync("/picture"));
    }

    [Fact]
    public async Task Pages_of_one_host_come_one_after_the_other_with_the_pause_that_it_asks_for()
    {
        answers["/robots.txt"] = Answer("200 OK", "User-agent: *\nCrawl-delay: 20", "text/plain");
        await fetcher.ReadAsync(new Uri(site.Address + "/story"), CancellationToken.None);

        var second = fetcher.ReadAsync(new Uri(site.Address + "/story"), CancellationToken.None);
        var before = site.Requests.Count;
        host.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(second.IsCompleted);
        host.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<FullTextOutcome.Found>(await second);
        Assert.Equal((2, 3), (before, site.Requests.Count));
    }

    public async Task DisposeAsync() => await site.DisposeAsync();

    public void Dispose() => host.Dispose();

    // Each reading of a test is a new visit: nobody waits for the pause between two.
    private async Task<FullTextOutcome> ReadAsync(string path)
    {
        var reading = fetcher.ReadAsync(new Uri(site.Address + path), CancellationToken.None);
        while (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)) != reading)
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        return await reading;
    }

    private static string Page() =>
        Answer(
            "200 OK",
            "<html><body><article itemprop=articleBody>"
                + string.Concat(Enumerable.Repeat("<p>The kettle is heavier than the pot, and it boils sooner in the wind.</p>", 6))
                + "</article></body></html>"
        );

    private static string Redirect(string to) => $"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n";

    private static string Answer(string status, string body, string type = "text/html; charset=utf-8") =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
