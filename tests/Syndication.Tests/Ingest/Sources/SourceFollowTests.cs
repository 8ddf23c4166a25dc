using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest.Sources;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>What an address leads to beside a feed, and what a feed and its host say of others.</summary>
public sealed class SourceFollowTests : SourceTest
{
    public override Task InitializeAsync()
    {
        Host.AddSource("feed", Server.At("/feed"));
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_host_that_asks_to_be_left_alone_is_left_alone_by_its_other_sources_too_for_an_hour_at_most()
    {
        await using var other = new SourceServer("127.0.0.2");
        Host.AddSource("second", Server.At("/second"));
        Host.AddSource("elsewhere", other.At("/feed"));
        Server.Serve("/second", "Second");
        other.Serve("/feed", "Elsewhere");
        Server.Answers["/feed"] = _ => Status("500 Internal Server Error");
        await Host.PullAsync();
        Server.Answers["/feed"] = _ => Status("429 Too Many Requests", "", "Retry-After: 7200");
        var (askedSecond, askedElsewhere) = (Server.RequestsFor("/second").Count, other.Connections);
        var row = await Host.RowAsync("feed");

        // Both others are due before the hour is over.
        Host.Clock.Advance(row.DueAt!.Value - Host.Clock.GetUtcNow());
        await DueAsync("second", Host.Clock.GetUtcNow().AddMinutes(5));
        await DueAsync("elsewhere", Host.Clock.GetUtcNow().AddMinutes(5));
        await Host.PullAsync();
        await Host.PullAfterAsync(TimeSpan.FromMinutes(59));

        Assert.Equal(askedSecond, Server.RequestsFor("/second").Count);
        Assert.True(other.Connections > askedElsewhere);
        await Host.PullAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(askedSecond + 1, Server.RequestsFor("/second").Count);
        Assert.Equal(SourceOutcome.Busy, (await Host.ViewAsync("feed")).Outcome);
    }

    [Fact]
    public async Task A_page_leads_to_the_feed_that_it_names_which_is_remembered_and_told()
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                $"""
                <!DOCTYPE html><html><head><title>A newspaper</title>
                <link rel="alternate" type="application/json+oembed" href="/oembed">
                <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.rss">
                <link rel="Alternate" type="application/rss+xml" title="News" href="/news.rss?key=1">
                </head><body><a href="/feed">Here</a></body></html>
                """
            );
        Server.Answers["/news.rss"] = _ => Ok(Rss("", "News of today"));

        await Host.PullAsync();

        Assert.Equal(["News of today"], await Host.InSequenceAsync());
        var view = await Host.ViewAsync("feed");
        Assert.Contains(
            view.LastDocument!.Mended,
            line => line == $"the address is a page: the feed that it names is read ({Server.At("/news.rss")})"
        );
        Assert.Empty(Server.RequestsFor("/comments.rss"));

        await Host.PullAfterAsync(TimeSpan.FromDays(2));
        await Host.PullAfterAsync(TimeSpan.FromDays(2));
        var pages = Server.RequestsFor("/feed").Count;
        await Host.PullAfterAsync(TimeSpan.FromDays(2));

        Assert.Equal((3, 3), (pages, Server.RequestsFor("/feed").Count));
        Assert.Equal(Server.At("/news.rss?key=1"), (await Host.RowAsync("feed")).Address);
    }

    [Fact]
    public async Task A_page_where_a_feed_was_leads_to_no_other_host()
    {
        await using var other = new SourceServer("127.0.0.2");
        other.Answers["/feed"] = _ => Ok(Rss("", "Cheap pills"));
        Server.Answers["/feed"] = _ => Ok(Rss("", "News of today"));
        await Host.PullAsync();
        Server.Answers["/feed"] = _ =>
            Ok($"<!doctype html><title>For sale</title><link rel=alternate type=application/rss+xml href=\"{other.At("/feed")}\">");

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(SourceOutcome.Unreadable, (await Host.ViewAsync("feed")).Outcome);
        Assert.Equal(0, other.Connections);
        Assert.Equal(["News of today"], await Host.InSequenceAsync());
    }

    [Fact]
    public async Task A_page_may_name_a_feed_on_another_host_that_has_moved()
    {
        await using var other = new SourceServer("127.0.0.2");
        Server.Answers["/feed"] = _ =>
            Ok($"<!doctype html><title>Blog</title><link rel=alternate type=application/rss+xml href=\"{other.At("/feed")}\">");
        other.Answers["/feed"] = _ => Status("301 Moved Permanently", "", $"Location: {other.At("/new")}");
        other.Answers["/new"] = _ => Ok(Rss("", "First"));
        await Host.PullAsync();
        other.Answers["/new"] = _ => Ok(Rss("", "First", "Second"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(SourceOutcome.Read, (await Host.ViewAsync("feed")).Outcome);
        Assert.Equal(["First", "Second"], (await Host.ArticlesAsync()).Select(row => row.Title).Order());
    }

    [Fact]
    public async Task A_feed_behind_a_page_that_ends_does_not_end_the_source()
    {
        Server.Answers["/feed"] = _ => Ok("<!doctype html><title>Blog</title><link rel=alternate type=application/rss+xml href=/news.rss>");
        Server.Answers["/news.rss"] = _ => Status("410 Gone");
        await Host.PullAsync();
        Assert.Null((await Host.RowAsync("feed")).EndedAt);
        Server.Answers["/news.rss"] = _ => Ok(Rss("", "Back again"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["Back again"], (await Host.ArticlesAsync()).Select(row => row.Title));
    }

    [Fact]
    public async Task Sitemaps_without_a_date_all_come_to_be_asked_after_those_that_have_one()
    {
        string[] undated = ["/1.xml", "/2.xml", "/3.xml", "/4.xml", "/5.xml"];
        foreach (var path in undated)
            Server.Answers[path] = _ => Ok(Sitemap($"In {path[1]}"));
        Server.Answers["/news.xml"] = _ => Ok(Sitemap("News"));
        Server.Answers["/feed"] = _ =>
            Ok(
                $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(undated.Select(path => $"<sitemap><loc>{Server.At(path)}</loc></sitemap>"))}<sitemap><loc>{Server.At("/news.xml")}</loc><lastmod>{Host.Clock.GetUtcNow():yyyy-MM-dd}</lastmod></sitemap></sitemapindex>"
            );
        await Host.PullAsync();
        for (var pull = 0; pull < 12; pull++)
            await Host.PullAfterAsync(TimeSpan.FromHours(25));

        Assert.All(undated, path => Assert.True(Server.RequestsFor(path).Count > 1, path));
        Assert.Equal(13, Server.RequestsFor("/news.xml").Count);
    }

    [Fact]
    public async Task A_feed_behind_a_page_that_asks_to_be_left_alone_is_and_the_pages_host_is_not()
    {
        await using var other = new SourceServer("127.0.0.2");
        Server.Answers["/feed"] = _ =>
            Ok($"<!DOCTYPE\n html><title>Blog</title><link rel=alternate type=application/rss+xml href=\"{other.At("/feed")}\">");
        other.Answers["/feed"] = _ => Status("429 Too Many Requests", "", "Retry-After: 86400");
        await Host.PullAsync();

        await Host.PullAfterAsync(TimeSpan.FromHours(5));

        Assert.Single(other.RequestsFor("/feed"));
        Assert.Equal(SourceOutcome.Busy, (await Host.ViewAsync("feed")).Outcome);
    }

    [Fact]
    public async Task A_sitemap_that_asks_to_be_left_alone_rests_its_index()
    {
        Server.Answers["/news.xml"] = _ => Status("429 Too Many Requests", "", "Retry-After: 7200");
        Server.Answers["/feed"] = _ =>
            Ok(
                $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>{Server.At("/news.xml")}</loc></sitemap></sitemapindex>"
            );
        await Host.PullAsync();

        await Host.PullAfterAsync(TimeSpan.FromHours(1));
        Assert.Single(Server.RequestsFor("/feed"));

        Server.Answers["/news.xml"] = _ => Ok(Sitemap("News"));
        await Host.PullAfterAsync(TimeSpan.FromHours(2));
        Assert.Equal(["News"], (await Host.ArticlesAsync()).Select(row => row.Title));
    }

    [Fact]
    public async Task A_feed_that_quotes_a_page_is_a_feed()
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                "<?xml version=\"1.0\"?>"
                    + string.Concat(Enumerable.Repeat("<!-- a licence -->\n", 100))
                    + Rss(
                        "<description>&lt;html><![CDATA[<html><link rel=alternate type=application/rss+xml href=/other>]]></description>",
                        "News"
                    )
            );

        await Host.PullAsync();

        Assert.Equal(["News"], await Host.InSequenceAsync());
        Assert.Empty(Server.RequestsFor("/other"));
    }

    [Fact]
    public async Task A_sitemap_of_an_index_that_fails_at_first_is_asked_again()
    {
        Server.Answers["/feed"] = _ => Ok(Index((Server.At("/old.xml"), "2025-01-01"), (Server.At("/new.xml"), "2026-03-01")));
        Server.Answers["/old.xml"] = _ => Status("503 Service Unavailable", "");
        Server.Answers["/new.xml"] = _ => Ok(Sitemap("New"));
        await Host.PullAsync();
        Server.Answers["/old.xml"] = _ => Ok(Sitemap("Old"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["New", "Old"], (await Host.ArticlesAsync()).Select(row => row.Title).Order());
    }

    [Fact]
    public async Task A_page_without_a_feed_is_refused_as_before()
    {
        Server.Answers["/feed"] = _ => Ok("<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Soon.</p></body></html>");

        await Host.PullAsync();

        Assert.Equal(SourceOutcome.Unreadable, (await Host.ViewAsync("feed")).Outcome);
        Assert.Empty(await Host.ArticlesAsync());
    }

    [Fact]
    public async Task Sitemaps_of_an_index_are_read_the_latest_first_and_those_of_another_host_are_not()
    {
        await using var other = new SourceServer("127.0.0.2");
        Server.Answers["/feed"] = _ =>
            Ok(Index((Server.At("/old.xml"), "2026-01-01"), (Server.At("/new.xml"), "2026-03-01"), (other.At("/x.xml"), "2026-03-02")));
        Server.Answers["/old.xml"] = _ => Ok(Sitemap("Old"));
        Server.Answers["/new.xml"] = _ => Ok(Sitemap("New"));

        await Host.PullAsync();

        Assert.Equal(["New", "Old"], (await Host.ArticlesAsync()).Select(row => row.Title).Order());
        Assert.Equal(0, other.Connections);

        // What did not change since is not asked again, and news in the same index is found.
        Server.Answers["/new.xml"] = _ => Ok(Sitemap("New", "Newer"));
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["New", "Newer", "Old"], (await Host.ArticlesAsync()).Select(row => row.Title).Order());
        Assert.Single(Server.RequestsFor("/old.xml"));
    }

    [Fact]
    public async Task An_index_of_very_many_sitemaps_is_read_in_part_and_says_so()
    {
        Server.Answers["/feed"] = _ => Ok(Index([.. Enumerable.Range(0, 200).Select(n => (Server.At($"/{n}.xml"), "2026-03-01"))]));
        for (var n = 0; n < 200; n++)
        {
            var title = $"Story {n}";
            Server.Answers[$"/{n}.xml"] = _ => Ok(Sitemap(title));
        }

        await Host.PullAsync();

        Assert.Equal(20, (await Host.ArticlesAsync()).Count);
        Assert.Contains("180 more sitemaps of the index were not read", (await Host.ViewAsync("feed")).LastDocument!.Unmapped);
    }

    private const string Complete = "<fh:complete xmlns:fh=\"http://purl.org/syndication/history/1.0\"/>";

    [Fact]
    public async Task What_is_missing_from_a_feed_that_holds_all_is_left_to_people()
    {
        Server.Answers["/feed"] = _ => Ok(Rss(Complete, "One", "Two", "Three"));
        await Host.PullAsync();
        Server.Answers["/feed"] = _ => Ok(Rss(Complete, "One", "Three"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Empty(await WithdrawnAsync());
    }

    private static string Rss(string terms, params string[] titles) =>
        $"<rss version=\"2.0\"><channel><title>News</title>{terms}{string.Concat(titles.Select(title => $"<item><guid isPermaLink=\"false\">id:{title}</guid><title>{title}</title><description>What happened: {title}.</description></item>"))}</channel></rss>";

    private static string Index(params (string Address, string Changed)[] sitemaps) =>
        $"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(sitemaps.Select(one => $"<sitemap><loc>{one.Address}</loc><lastmod>{one.Changed}</lastmod></sitemap>"))}</sitemapindex>";

    private static string Sitemap(params string[] titles) =>
        $"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">{string.Concat(titles.Select(title => $"<url><loc>https://e.example/{title.Replace(' ', '-')}</loc><news:news><news:publication_date>2026-03-01</news:publication_date><news:title>{title}</news:title></news:news></url>"))}</urlset>";

    private async Task<List<string>> WithdrawnAsync() =>
        [.. (await Host.ArticlesAsync()).Where(row => row.State is ArticleState.Withdrawn).Select(row => row.Title)];

    private Task<int> DueAsync(string name, DateTimeOffset at) =>
        Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<SourceRow>().Where(row => row.Key == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, at), ct),
            CancellationToken.None
        );
}
