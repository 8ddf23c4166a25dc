using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What becomes of the readers of a section that ended or moved, as the newsroom says by the API.</summary>
public sealed class SectionFateTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Feeds = ["{0}.rss", "{0}.atom", "{0}.json", "{0}/2026-03.atom"];

    private readonly NewsroomHost host = new();
    private HttpClient newsroom = null!;
    private HttpClient reader = null!;

    public async Task InitializeAsync()
    {
        newsroom = host.CreateNewsroom();
        reader = host.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var section in new[] { "ferry", "gear", "harbour" })
            await PutAsync(section, new { name = section });
        await host.PublishAsync(FeedFixture.Plain("A compass") with { Slug = "a-compass" });
    }

    [Fact]
    public async Task A_way_over_several_sections_is_one_step_and_ends_where_the_last_one_ends()
    {
        await PutAsync("gear", new { name = "gear", movedTo = "harbour" });
        await PutAsync("harbour", new { name = "harbour", movedTo = "ferry" });
        await ExpectMovedAsync("gear", "ferry");
        await ExpectMovedAsync("harbour", "ferry");
        var page = await reader.GetAsync("/sections/gear");
        Assert.Equal("http://localhost/sections/ferry", page.Headers.Location!.ToString());
        // As for its feeds: it may come back.
        Assert.Equal(TimeSpan.FromHours(1), page.Headers.CacheControl!.MaxAge);

        await newsroom.DeleteAsync("/api/v1/sections/ferry");
        foreach (var section in new[] { "gear", "harbour", "ferry" })
            await ExpectAsync(HttpStatusCode.Gone, section);

        await PutAsync("ferry", new { name = "ferry" });
        await ExpectMovedAsync("gear", "ferry");
        await PutAsync("gear", new { name = "gear" });
        await ExpectAsync(HttpStatusCode.OK, "gear");
        Assert.Contains("A compass", await reader.GetStringAsync("/feeds/sections/gear.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_leave_it_out_and_its_articles_and_pages_stay()
    {
        await newsroom.DeleteAsync("/api/v1/sections/gear");
        await PutAsync("harbour", new { name = "harbour", movedTo = "ferry" });

        var opml = await reader.GetStringAsync("/feeds/opml.xml");
        var list = await reader.GetStringAsync("/feeds");
        foreach (var text in new[] { opml, list })
        {
            Assert.Contains("/feeds/sections/ferry.rss", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/feeds/sections/gear.rss", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/feeds/sections/harbour.rss", text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/articles/a-compass")).StatusCode);
        Assert.Contains("A compass", await reader.GetStringAsync("/sections/gear"), StringComparison.Ordinal);
        Assert.Contains("A compass", await reader.GetStringAsync("/feeds/all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_is_to_come_is_refused_as_it_would_be_one_at_once()
    {
        var answer = await newsroom.PutAsJsonAsync(
            "/api/v1/sections/gear",
            new { name = "gear", ended = SyndicationHost.Start.AddDays(1) }
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!["ended"]);
        await ExpectAsync(HttpStatusCode.OK, "gear");
    }

    [Fact]
    public async Task Scopes_without_a_visible_article_keep_an_empty_feed()
    {
        var id = await host.PublishAsync(FeedFixture.Rich());
        await host.WithdrawAsync(id);

        foreach (var scope in new[] { "authors/jane-doe", "tags/tides" })
        {
            var atom = await reader.GetStringAsync($"/feeds/{scope}.atom");
            Assert.DoesNotContain("<entry", atom, StringComparison.Ordinal);
            Assert.Contains("deleted-entry", atom, StringComparison.Ordinal);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    private async Task PutAsync(string section, object document) =>
        (await newsroom.PutAsJsonAsync("/api/v1/sections/" + section, document)).EnsureSuccessStatusCode();

    private async Task ExpectMovedAsync(string from, string to)
    {
        foreach (var feed in Feeds)
        {
            var answer = await reader.GetAsync("/feeds/sections/" + string.Format(null, feed, from));
            Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
            Assert.Equal($"http://localhost/feeds/sections/{to}.{feed.Split('.')[^1]}", answer.Headers.Location!.ToString());
            Assert.Equal(TimeSpan.FromHours(1), answer.Headers.CacheControl!.MaxAge);
        }
    }

    private async Task ExpectAsync(HttpStatusCode status, string section)
    {
        foreach (var feed in Feeds)
        {
            Assert.Equal(status, (await reader.GetAsync("/feeds/sections/" + string.Format(null, feed, section))).StatusCode);
        }
    }
}
