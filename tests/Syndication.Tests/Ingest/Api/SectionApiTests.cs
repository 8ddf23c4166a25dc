using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Api;

public sealed class SectionApiTests : IDisposable
{
    private readonly NewsroomHost host = new();

    [Fact]
    public async Task A_section_is_added_changed_shown_and_ended()
    {
        using var newsroom = host.CreateNewsroom();

        var added = await newsroom.PutAsJsonAsync(
            "/api/v1/sections/gear",
            new { name = "Gear &amp; Kit", note = "Gear is where we test." }
        );
        var changed = await newsroom.PutAsJsonAsync(
            "/api/v1/sections/gear",
            new
            {
                name = "Gear",
                content = "summary",
                language = "en",
            }
        );
        var shown = await newsroom.GetFromJsonAsync<JsonNode>("/api/v1/sections/gear");
        var ended = await newsroom.DeleteAsync("/api/v1/sections/gear");
        var all = await newsroom.GetFromJsonAsync<JsonArray>("/api/v1/sections");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (added.StatusCode, changed.StatusCode));
        Assert.Equal("Gear & Kit", (string?)(await added.Content.ReadFromJsonAsync<JsonNode>())!["name"]);
        Assert.Equal(("Gear", "summary", ""), ((string?)shown!["name"], (string?)shown["content"], (string?)shown["note"]));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.NotNull(Assert.Single(all!)!["ended"]);
        Assert.Equal(HttpStatusCode.NotFound, (await newsroom.DeleteAsync("/api/v1/sections/none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await newsroom.GetAsync("/api/v1/sections/none")).StatusCode);
    }

    [Theory]
    [InlineData("Not-A-Slug", """{"name":"X"}""", "section")]
    [InlineData("gear", """{"name":""}""", "name")]
    [InlineData("gear", """{"name":"X","content":"half"}""", "content")]
    [InlineData("gear", """{"name":"X","movedTo":"nowhere"}""", "movedTo")]
    [InlineData("gear", """{"name":"X","movedTo":"gear"}""", "movedTo")]
    [InlineData("gear", """{"name":"X","language":"??"}""", "language")]
    [InlineData("gear", """{"name":"X","ended":"soon"}""", "ended")]
    public async Task A_wrong_section_is_refused_by_field(string slug, string json, string field)
    {
        using var newsroom = host.CreateNewsroom();

        var response = await newsroom.PutAsync(
            "/api/v1/sections/" + slug,
            new StringContent(json, System.Text.Encoding.UTF8, "application/json")
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![field]);
        Assert.Empty((await newsroom.GetFromJsonAsync<JsonArray>("/api/v1/sections"))!);
    }

    [Fact]
    public async Task Sections_cannot_be_moved_in_a_circle()
    {
        using var newsroom = host.CreateNewsroom();
        foreach (var slug in new[] { "gear", "kit", "tools" })
            await newsroom.PutAsJsonAsync("/api/v1/sections/" + slug, new { name = slug });
        var first = await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", movedTo = "kit" });
        var second = await newsroom.PutAsJsonAsync("/api/v1/sections/kit", new { name = "Kit", movedTo = "tools" });

        var back = await newsroom.PutAsJsonAsync("/api/v1/sections/tools", new { name = "Tools", movedTo = "gear" });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);
        Assert.NotNull((await back.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!["movedTo"]);
        Assert.Null((await newsroom.GetFromJsonAsync<JsonNode>("/api/v1/sections/tools"))!["movedTo"]);
    }

    [Fact]
    public async Task A_changed_note_moves_the_versions_that_feeds_are_named_by_and_the_same_note_does_not()
    {
        using var newsroom = host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear" });
        await host.PublishAsync(
            new ArticleContent
            {
                Section = new SectionSlug("gear"),
                Title = "T",
                BodyHtml = "<p>x</p>",
            }
        );
        var before = await VersionAsync();

        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear" });
        var same = await VersionAsync();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", note = "Gear is where we test." });

        Assert.Equal(before, same);
        Assert.Equal(before + 1, await VersionAsync());
    }

    [Fact]
    public async Task A_section_that_shows_summaries_from_now_on_does_so_in_the_feed_of_a_tag_too()
    {
        using var newsroom = host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear" });
        await host.PublishAsync(
            new ArticleContent
            {
                Section = new SectionSlug("gear"),
                Title = "T",
                Summary = "A deck.",
                BodyHtml = "<p>The whole story.</p>",
                Tags = ["Tides"],
            }
        );
        using var reader = host.CreateClient();
        var before = await reader.GetAsync("/feeds/tags/tides.rss");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/feeds/tags/tides.rss");
        again.Headers.IfNoneMatch.Add(before.Headers.ETag!);

        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", content = "summary" });
        var after = await reader.SendAsync(again);

        Assert.Contains("The whole story.", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.DoesNotContain("The whole story.", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_section_takes_no_articles_and_runs_again_when_put()
    {
        using var newsroom = host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", ended = true });
        var article = new
        {
            id = "a",
            section = "gear",
            title = "T",
            bodyText = "x",
        };

        var refused = await newsroom.PostAsJsonAsync("/api/v1/articles", article);
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear" });
        var taken = await newsroom.PostAsJsonAsync("/api/v1/articles", article);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created), (refused.StatusCode, taken.StatusCode));
    }

    public void Dispose() => host.Dispose();

    private async Task<long> VersionAsync() =>
        (
            await host.Database.ReadAsync(
                (db, ct) => ScopeVersions.FindAsync(db, Scope.Section(new SectionSlug("gear")), ct),
                CancellationToken.None
            )
        )!.Version;
}
