using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Pages;

public sealed class PagesTests : IDisposable
{
    private const string Hostile = "Why 3 < 4 & <script>alert(1)</script> {{x}} \"q\"";
    private readonly SyndicationHost host = new();

    [Theory]
    [InlineData("/")]
    [InlineData("/sections/gear")]
    [InlineData("/authors/jane-doe")]
    [InlineData("/tags/tides")]
    [InlineData("/articles/rich")]
    [InlineData("/feeds")]
    [InlineData("/articles/no-such-article")]
    public async Task Every_page_is_whole_safe_and_the_same_for_head(string address)
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich(Hostile) with { Slug = "rich", BodyHtml = "<p>Body &amp; soul.</p>" });
        var client = Browser();

        var get = await client.GetAsync(address);
        var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        var html = await get.Content.ReadAsStringAsync();
        var page = new HtmlParser().ParseDocument(html);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal("text/html; charset=utf-8", get.Content.Headers.ContentType!.ToString());
        Assert.Contains("script-src 'self'", get.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", get.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotNull(page.QuerySelector("a.skip[href='#content']"));
        Assert.NotNull(page.QuerySelector("main#content"));
        Assert.Equal(
            ["/assets/site.js"],
            page.QuerySelectorAll("script:not([type='application/ld+json'])").Select(script => script.GetAttribute("src"))
        );
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onerror]"));
        Assert.All(page.QuerySelectorAll("img"), image => Assert.NotNull(image.GetAttribute("alt")));
        Assert.DoesNotContain("<script>alert", html);
    }

    [Fact]
    public async Task What_the_style_sheet_adds_to_a_page_is_in_the_pages_language()
    {
        host.Settings["Publication:Language"] = "ar";
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich(Hostile));

        Assert.All(
            (await PageAsync("/feeds")).QuerySelectorAll("td.number"),
            count => Assert.Equal("المقالات", count.GetAttribute("data-label"))
        );
        Assert.DoesNotMatch("content: *\"[^\"]*[A-Za-z]{2}", await Browser().GetStringAsync("/assets/site.css"));
    }

    [Fact]
    public async Task An_article_page_shows_all_there_is_to_know()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich(Hostile) with { Slug = "rich" });

        var page = await PageAsync("/articles/rich");

        Assert.Equal(Hostile, page.QuerySelector("h1")!.TextContent);
        Assert.Equal("By Jane Doe, senior editor and Sigríður Þórhallsdóttir", page.QuerySelector(".byline")!.TextContent);
        Assert.Equal("Published March 2, 2026, 4:00\u202FAM (UTC)", Text(page, ".meta span:nth-child(1)"));
        Assert.Equal("2026-03-02T04:00:00+00:00", page.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Equal("Updated March 2, 2026, 5:00\u202FAM (UTC)", Text(page, ".meta span:nth-child(2)"));
        Assert.Equal("1 min read", Text(page, ".meta span:nth-child(3)"));
        Assert.Equal("Correction An earlier version said 4 < 3.", page.QuerySelector(".correction")!.TextContent.Trim());
        Assert.Equal("Sand & sky", page.QuerySelector("figure.opener img")!.GetAttribute("alt"));
        Assert.Equal("Photo: A. Person", Text(page, "figure.opener figcaption"));
        Assert.StartsWith("Gear is where", Text(page, ".note"));
        Assert.Equal("Jane Doe", Text(page, ".person h2"));
        Assert.Equal(["tides", "R&D"], page.QuerySelectorAll(".tags a").Select(tag => tag.TextContent));
        Assert.Equal("http://localhost/articles/rich", Canonical(page));
    }

    [Fact]
    public async Task An_Arabic_and_is_one_word_with_the_name_after_it()
    {
        host.Settings["Publication:Language"] = "ar";
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich() with { Slug = "rich" });

        var byline = (await PageAsync("/articles/rich")).QuerySelector(".byline")!.TextContent;

        Assert.EndsWith("Jane Doe, senior editor وSigríður Þórhallsdóttir", byline);
    }

    [Fact]
    public async Task Every_page_names_its_own_feeds_first()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich() with { Slug = "rich" });

        var page = await PageAsync("/sections/gear");

        var feeds = page.QuerySelectorAll("link[rel=alternate]");
        Assert.Equal(
            [
                "/feeds/sections/gear.rss",
                "/feeds/sections/gear.atom",
                "/feeds/sections/gear.json",
                "/feeds/all.rss",
                "/feeds/all.atom",
                "/feeds/all.json",
            ],
            feeds.Select(feed => feed.GetAttribute("href")!["http://localhost".Length..])
        );
        Assert.Equal("Gear & Tools – The Test Post (RSS)", feeds[0].GetAttribute("title"));
        Assert.Equal("application/rss+xml", feeds[0].GetAttribute("type"));
        var article = await PageAsync("/articles/rich");
        Assert.Contains(
            "http://localhost/feeds/authors/sigridur.atom",
            article.QuerySelectorAll("link[rel=alternate]").Select(feed => feed.GetAttribute("href"))
        );
    }

    [Fact]
    public async Task The_copy_of_an_article_whose_home_is_elsewhere_points_there()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("Copy") with { Slug = "copy", Url = "https://example.org/original" });

        Assert.Equal("https://example.org/original", Canonical(await PageAsync("/articles/copy")));
    }

    [Fact]
    public async Task What_is_taken_back_or_over_is_410_and_what_is_kept_back_is_404()
    {
        await host.WithSectionsAsync();
        var withdrawn = await host.PublishAsync(FeedFixture.Plain("Withdrawn"));
        await host.PublishAsync(FeedFixture.Plain("Over") with { ExpiresAt = SyndicationHost.Start.AddHours(1) });
        await host.PublishAsync(FeedFixture.Plain("Draft") with { Draft = true });
        await host.PublishAsync(FeedFixture.Plain("Later") with { PublishedAt = SyndicationHost.Start.AddDays(9) });
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();
        await host.Database.WriteAsync((db, ct) => publisher.WithdrawAsync(db, withdrawn, ct), CancellationToken.None);
        await host.AdvanceAsync(TimeSpan.FromHours(2));

        foreach (var (slug, status) in new[] { ("withdrawn", 410), ("over", 410), ("draft", 404), ("later", 404), ("never", 404) })
        {
            var answer = await Browser().GetAsync("/articles/" + slug);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync());
            Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        }

        Assert.Equal("", await (await host.CreateClient().GetAsync("/articles/withdrawn")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_former_address_leads_on()
    {
        await host.WithSectionsAsync();
        var id = await host.PublishAsync(FeedFixture.Plain("Boots"));
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();
        await host.Database.WriteAsync(
            (db, ct) => publisher.ReviseAsync(db, id, FeedFixture.Plain("Boots") with { Slug = "better-boots" }, ct),
            CancellationToken.None
        );

        var answer = await host.CreateClient(new() { AllowAutoRedirect = false }).GetAsync("/articles/boots");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("http://localhost/articles/better-boots", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_right_to_left_article_says_so_where_it_begins()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.RightToLeft() with { Slug = "rtl" });

        var page = await PageAsync("/articles/rtl");

        var story = page.QuerySelector("article.story")!;
        Assert.Equal(("ar", "rtl"), (story.GetAttribute("lang"), story.GetAttribute("dir")));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("?page=1", 200)]
    [InlineData("?page=2", 200)]
    [InlineData("?page=3", 404)]
    [InlineData("?page=0", 404)]
    [InlineData("?page=x", 404)]
    [InlineData("?page=99999999999", 404)]
    public async Task Long_lists_have_pages(string query, int status)
    {
        await host.WithSectionsAsync();
        for (var i = 0; i < 23; i++)
            await host.PublishAsync(FeedFixture.Plain("Piece " + i, hoursAgo: i + 1));

        var answer = await Browser().GetAsync("/sections/gear" + query);
        Assert.Equal(status, (int)answer.StatusCode);
        if (query != "?page=2")
            return;
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Equal(["Piece 20", "Piece 21", "Piece 22"], page.QuerySelectorAll(".card h3").Select(title => title.TextContent));
        Assert.Equal("http://localhost/sections/gear", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("a[rel=next]"));
        Assert.Equal("http://localhost/sections/gear?page=2", Canonical(page));
    }

    [Fact]
    public async Task The_front_page_leads_with_a_picture_and_shows_no_article_twice()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("Plain and newest", hoursAgo: 1));
        await host.PublishAsync(FeedFixture.Rich("Pictured") with { OtherSections = [] });

        var page = await PageAsync("/");

        Assert.Equal("Pictured", Text(page, ".lead h2"));
        Assert.Equal(["Plain and newest"], page.QuerySelectorAll(".card h3").Select(title => title.TextContent));
    }

    [Fact]
    public async Task The_list_of_feeds_counts_and_offers_to_copy()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());

        var page = await PageAsync("/feeds");

        var rows = page.QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th a")!.TextContent, row => row);
        Assert.Equal("1", rows["Gear & Tools"].QuerySelector("td.number")!.TextContent);
        Assert.Contains("since March 2026", rows["Gear & Tools"].QuerySelector("th")!.TextContent);
        Assert.Equal(
            new[] { "rss", "atom", "json" }.Select(format => "http://localhost/feeds/sections/gear." + format),
            rows["Gear & Tools"].QuerySelectorAll("button[hidden]").Select(button => button.GetAttribute("data-copy"))
        );
        Assert.Equal(
            "Copy the address of Gear & Tools (JSON Feed)",
            rows["Gear & Tools"].QuerySelectorAll("button")[2].GetAttribute("aria-label")
        );
        Assert.Equal(["Everything", "Sections", "Authors", "Tags"], page.QuerySelectorAll("h2").Select(title => title.TextContent));
    }

    [Fact]
    public async Task Empty_and_moved_sections_have_their_answer()
    {
        await host.WithSectionsAsync();
        var sections = host.Services.GetRequiredService<SectionStore>();
        Assert.Contains("Nothing has been published", (await PageAsync("/sections/harbour")).Body!.TextContent);
        Assert.Contains("Nothing has been published", (await PageAsync("/")).Body!.TextContent);

        await sections.PutAsync(
            new SectionSlug("gear"),
            "Gear",
            section => section.MovedTo = new SectionSlug("harbour"),
            CancellationToken.None
        );
        var moved = await host.CreateClient(new() { AllowAutoRedirect = false }).GetAsync("/sections/gear");

        Assert.Equal("http://localhost/sections/harbour", moved.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/assets/site.css", "text/css; charset=utf-8")]
    [InlineData("/assets/site.js", "text/javascript; charset=utf-8")]
    [InlineData("/assets/icon.svg", "image/svg+xml")]
    [InlineData("/favicon.ico", "image/x-icon")]
    public async Task Assets_are_cached_and_revalidated(string address, string type)
    {
        var client = host.CreateClient();
        var first = await client.GetAsync(address);
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(type, first.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/assets/..%2Fpages%2Fhome.html.hbs")]
    [InlineData("/assets/%2e%2e%2f%2e%2e%2fappsettings.json")]
    [InlineData("/assets/none.css")]
    [InlineData("/assets/.css")]
    public async Task Nothing_else_is_an_asset(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.CreateClient().GetAsync(address)).StatusCode);

    public void Dispose() => host.Dispose();

    private HttpClient Browser()
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        return client;
    }

    private async Task<IDocument> PageAsync(string address) => new HtmlParser().ParseDocument(await Browser().GetStringAsync(address));

    private static string Text(IDocument page, string selector) => page.QuerySelector(selector)!.TextContent.Trim();

    private static string? Canonical(IDocument page) => page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");
}
