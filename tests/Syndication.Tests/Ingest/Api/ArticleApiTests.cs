using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Api;

public sealed class ArticleApiTests : IAsyncLifetime, IDisposable
{
    private readonly NewsroomHost host = new();
    private HttpClient newsroom = null!;

    public async Task InitializeAsync()
    {
        newsroom = host.CreateNewsroom();
        await host.AddSectionAsync("observation-post", "Observation Post");
        await host.AddSectionAsync("gear", "Gear");
    }

    [Fact]
    public async Task An_article_sent_once_is_created_and_sent_again_is_no_revision()
    {
        var first = await PostAsync(Whole());
        var again = await PostAsync(Whole());

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal("/api/v1/articles/newsroom-4711", first.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var reply = await JsonAsync(again);
        Assert.Equal("unchanged", (string?)reply["outcome"]);
        Assert.Equal(1, (int?)reply["revision"]);
        Assert.Equal("visible", (string?)reply["state"]);
        Assert.Equal("http://localhost/articles/boots-for-wet-days", (string?)reply["address"]);
        Assert.StartsWith("urn:uuid:", (string?)reply["articleId"], StringComparison.Ordinal);
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task Changed_content_under_the_same_id_is_a_revision_of_the_same_article()
    {
        var first = await JsonAsync(await PostAsync(Whole()));
        var changed = Whole();
        changed["title"] = "Boots for wetter days";

        var second = await JsonAsync(await PostAsync(changed));

        Assert.Equal("revised", (string?)second["outcome"]);
        Assert.Equal(2, (int?)second["revision"]);
        Assert.Equal((string?)first["articleId"], (string?)second["articleId"]);
    }

    [Fact]
    public async Task Every_field_of_the_contract_arrives()
    {
        await PostAsync(Whole());

        var article = Assert.Single(await AllAsync());

        Assert.Equal(["observation-post", "gear"], article.Sections.Select(section => section.Value));
        Assert.Equal("A short test", article.Summary);
        Assert.Equal("<p>They <em>hold</em>.</p>", article.BodyHtml);
        Assert.Equal("https://news.test/boots", article.Url);
        Assert.Equal("en-US", article.Language);
        Assert.Equal(["Boots", "Rain"], article.Tags.Select(tag => tag.Name));
        var author = Assert.Single(article.Authors);
        Assert.Equal(("jd", "Jane Doe", "senior editor"), (author.Slug.Value, author.Name, author.Role));
        Assert.Equal(new ArticleImage("https://news.test/a.jpg", "Boots", "J. Roe", 1200, 800, "image/jpeg", 1234), article.Image);
        Assert.Equal(new Enclosure("https://news.test/a.mp3", "audio/mpeg", 1234), Assert.Single(article.Enclosures));
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T07:00:00Z"), article.PublishedAt);
        Assert.Equal(DateTimeOffset.Parse("2026-03-01T08:00:00Z"), article.UpdatedAt);
        Assert.Equal("The price was wrong.", article.Correction);
    }

    [Theory]
    [InlineData("""{"id":"no spaces"}""", "id", "A-Z")]
    [InlineData("""{"section":"gears"}""", "section", "observation-post, gear")]
    [InlineData("""{"sections":["nowhere"]}""", "sections[0]", "no such section")]
    [InlineData("""{"title":""}""", "title", "required")]
    [InlineData("""{"title":7}""", "title", "a string")]
    [InlineData("""{"bodyText":"twice"}""", "bodyHtml", "exactly one")]
    [InlineData("""{"bodyHtml":"<script>1</script>"}""", "bodyHtml", "nothing is left")]
    [InlineData("""{"url":"/boots"}""", "url", "absolute")]
    [InlineData("""{"url":"javascript:alert(1)"}""", "url", "absolute")]
    [InlineData("""{"language":"english!"}""", "language", "BCP 47")]
    [InlineData("""{"publishedAt":"2026-03-01T07:00:00"}""", "publishedAt", "offset")]
    [InlineData("""{"publishedAt":"2026-02-30T07:00:00Z"}""", "publishedAt", "RFC 3339")]
    [InlineData("""{"expiresAt":"2026-03-01T06:00:00Z"}""", "expiresAt", "after publishedAt")]
    [InlineData("""{"image":{"url":"https://news.test/a.jpg","width":-1}}""", "image.width", "0 to")]
    [InlineData("""{"image":{"url":"a.jpg"}}""", "image.url", "absolute")]
    [InlineData("""{"image":"https://news.test/a.jpg"}""", "image", "an object")]
    [InlineData("""{"enclosures":[{"url":"https://news.test/a.mp3","type":"audio"}]}""", "enclosures[0].type", "media type")]
    [InlineData(
        """{"enclosures":[{"url":"https://news.test/a.mp3","type":"audio/mpeg","bytes":-5}]}""",
        "enclosures[0].bytes",
        "0 or more"
    )]
    [InlineData("""{"authors":[{"role":"editor"}]}""", "authors[0].name", "required")]
    [InlineData("""{"tags":"boots"}""", "tags", "an array")]
    [InlineData("""{"announce":"yes"}""", "announce", "true or false")]
    [InlineData("""{"title":"\ud800"}""", "body", "valid Unicode")]
    public async Task A_field_against_its_rule_is_named_and_nothing_is_stored(string change, string field, string rule)
    {
        // The later of two equal names would be refused as such: the changed field takes the place of the good one.
        var name = change[2..change.IndexOf('"', 2)];
        var whole = Whole();
        if (name != "bodyText")
            whole.Remove(name);
        var wrong = whole.ToJsonString()[..^1] + "," + change[1..];

        var response = await PostAsync(wrong);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var errors = (await JsonAsync(response))["errors"]!;
        Assert.Contains(rule, (string?)errors[field]?[0], StringComparison.Ordinal);
        Assert.Empty(await AllAsync());
    }

    [Theory]
    [InlineData("title", 500, "at most 500 characters, got 501")]
    [InlineData("summary", 2000, "at most 2000 characters, got 2001")]
    [InlineData("title", 900_000, "at most 500 characters")]
    public async Task A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int length, string rule)
    {
        var article = Whole();
        article[field] = new string('x', Math.Min(length, 2000));
        var fits = length > 2000 ? null : await PostAsync(article);
        article[field] = string.Concat(Enumerable.Repeat("<!--", length / 4)) + new string('x', length + 1);
        if (length <= 2000)
            article[field] = new string('x', length + 1);

        var refused = await PostAsync(article);

        Assert.Equal(fits is null ? null : HttpStatusCode.Created, fits?.StatusCode);
        Assert.Contains(rule, (string?)(await JsonAsync(refused))["errors"]![field]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_fifty_tags_or_authors_are_refused()
    {
        var article = Whole();
        article["tags"] = new JsonArray([.. Enumerable.Range(0, 51).Select(number => (JsonNode)$"tag {number}")]);
        article["authors"] = new JsonArray([.. Enumerable.Range(0, 51).Select(number => new JsonObject { ["name"] = $"Author {number}" })]);

        var errors = (await JsonAsync(await PostAsync(article)))["errors"]!.AsObject();

        Assert.Equal(["authors", "tags"], errors.Select(error => error.Key).Order());
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once_with_their_values()
    {
        var response = await PostAsync("""{"id":"a","section":"gears","title":"","bodyText":"x","language":"??","draft":3}""");

        var errors = (await JsonAsync(response))["errors"]!.AsObject();

        Assert.Equal(["draft", "language", "section", "title"], errors.Select(error => error.Key).Order());
        Assert.StartsWith("'gears'", (string?)errors["section"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_json_is_refused_with_line_and_position()
    {
        var response = await PostAsync("{\n  \"id\": \"a\",\n  \"title\": oops }");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("line 3, position", (string?)(await JsonAsync(response))["errors"]!["body"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "'[]': a JSON object")]
    [InlineData("null", "'null': a JSON object")]
    [InlineData("", "JSON: the request has none")]
    [InlineData("""{"id":"a","title":"\ud800"}""", "every string must be valid Unicode")]
    public async Task Of_what_is_no_article_at_all_no_field_is_missed(string sent, string rule)
    {
        var errors = (await JsonAsync(await PostAsync(sent)))["errors"]!.AsObject();

        Assert.Equal(rule, (string?)Assert.Single(errors).Value![0]);
    }

    [Fact]
    public async Task A_patch_with_a_wrong_field_and_one_that_is_no_text_is_refused()
    {
        await PostAsync(Whole());

        var response = await newsroom.PatchAsync("/api/v1/articles/newsroom-4711", Json("""{"title":5,"summary":"\ud800"}"""));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task What_is_sent_as_another_type_is_told_which_one()
    {
        using var form = new FormUrlEncodedContent([]);

        var response = await newsroom.PostAsync("/api/v1/articles", form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("Content-Type: application/json", (string?)(await JsonAsync(response))["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 < 4 in R&D", "3 < 4 in R&D", null)]
    [InlineData("AT&amp;T <b>wins</b>", "AT&T wins", "title: HTML tags stripped")]
    [InlineData("A\u0007bell", "Abell", "title: control characters dropped")]
    public async Task A_title_is_made_plain_and_the_reply_says_so(string sent, string stored, string? cleaned)
    {
        var article = Whole();
        article["title"] = sent;

        var reply = await JsonAsync(await PostAsync(article));

        Assert.Equal(stored, Assert.Single(await AllAsync()).Title);
        Assert.Equal(cleaned is not null, reply["cleaned"] is not null);
        if (cleaned is not null)
            Assert.Contains(cleaned, reply["cleaned"]!.AsArray().Select(line => (string?)line));
    }

    [Theory]
    [InlineData("7B226964223A22FF227D")] // {"id":"\xFF"}
    [InlineData("7B225C7564383030223A317D")] // {"\ud800":1}
    [InlineData("7B225C7564383030223A312C225C7564383030223A327D")] // {"\ud800":1,"\ud800":2}
    [InlineData("7B226964223A2261222C226964223A2262227D")] // {"id":"a","id":"b"}
    [InlineData("")]
    [InlineData("6E756C6C")] // null
    [InlineData("5B5D")] // []
    [InlineData("EFBBBF7B7D")] // {} after a byte order mark
    public async Task Bytes_that_are_no_article_are_refused_by_every_way_in(string hex)
    {
        await PostAsync(Whole());
        foreach (var (method, path) in new[] { ("POST", "articles"), ("PUT", "sections/gear"), ("PATCH", "articles/newsroom-4711") })
        {
            if (hex == "EFBBBF7B7D" && method == "PATCH")
                continue;
            using var content = new ByteArrayContent(Convert.FromHexString(hex));
            content.Headers.ContentType = new("application/json");
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + path) { Content = content };

            var response = await newsroom.SendAsync(request);

            Assert.True(response.StatusCode is HttpStatusCode.BadRequest, $"{method} {path}: {response.StatusCode}");
        }

        Assert.Equal("Boots for wet days", Assert.Single(await AllAsync()).Title);
    }

    [Fact]
    public async Task Fields_outside_the_contract_are_ignored_and_named()
    {
        var article = Whole();
        article["workflowStage"] = "copy";

        var reply = await JsonAsync(await PostAsync(article));

        Assert.Equal("workflowStage", (string?)Assert.Single(reply["ignored"]!.AsArray()));
    }

    [Fact]
    public async Task Markdown_and_text_bodies_become_html()
    {
        await PostAsync(
            """{"id":"m","section":"gear","title":"M","bodyMarkdown":"A *word* and | pipes\n\n| a | b |\n|---|---|\n| 1 | 2 |"}"""
        );
        await PostAsync("""{"id":"t","section":"gear","title":"T","bodyText":"One < two.\n\nThree & four."}""");

        var bodies = (await AllAsync()).ToDictionary(article => article.Title, article => article.BodyHtml);

        Assert.Contains("<p>A <em>word</em>", bodies["M"], StringComparison.Ordinal);
        Assert.Contains("<td>1</td>", bodies["M"], StringComparison.Ordinal);
        Assert.Equal("<p>One &lt; two.</p><p>Three &amp; four.</p>", bodies["T"]);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_takes_away()
    {
        await PostAsync(Whole());

        var patched = await JsonAsync(await PatchAsync("""{"summary":"Another deck","image":null,"bodyText":"New text."}"""));
        var empty = await JsonAsync(await PatchAsync("{}"));

        Assert.Equal("revised", (string?)patched["outcome"]);
        Assert.Equal("unchanged", (string?)empty["outcome"]);
        var article = Assert.Single(await AllAsync());
        Assert.Equal(("Boots for wet days", "Another deck", "<p>New text.</p>"), (article.Title, article.Summary, article.BodyHtml));
        Assert.Null(article.Image);
        Assert.Equal("jd", Assert.Single(article.Authors).Slug.Value);
    }

    [Fact]
    public async Task A_patch_does_not_clean_a_title_a_second_time()
    {
        var article = Whole();
        article["title"] = "How to use &lt;b&gt;";
        await PostAsync(article);

        await PatchAsync("""{"summary":"Another deck"}""");

        Assert.Equal("How to use <b>", Assert.Single(await AllAsync()).Title);
    }

    [Fact]
    public async Task A_wrong_patch_changes_nothing()
    {
        await PostAsync(Whole());

        var response = await PatchAsync("""{"title":"New","language":"??"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Boots for wet days", Assert.Single(await AllAsync()).Title);
        Assert.Equal(HttpStatusCode.NotFound, (await newsroom.PatchAsync("/api/v1/articles/none", Json("{}"))).StatusCode);
    }

    [Fact]
    public async Task Deleting_withdraws_and_a_post_brings_it_back()
    {
        await PostAsync(Whole());

        var first = await newsroom.DeleteAsync("/api/v1/articles/newsroom-4711");
        var second = await newsroom.DeleteAsync("/api/v1/articles/newsroom-4711");
        var shown = await JsonAsync(await newsroom.GetAsync("/api/v1/articles/newsroom-4711"));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Equal("withdrawn", (string?)shown["state"]);
        Assert.Empty(await AllAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await PatchAsync("""{"title":"New"}""")).StatusCode);
        Assert.Equal("visible", (string?)(await JsonAsync(await PostAsync(Whole())))["state"]);
        Assert.Equal(HttpStatusCode.NotFound, (await newsroom.DeleteAsync("/api/v1/articles/none")).StatusCode);
    }

    [Fact]
    public async Task An_article_is_shown_under_its_own_id_and_under_our_urn()
    {
        var urn = (string?)(await JsonAsync(await PostAsync(Whole())))["articleId"];

        var own = await JsonAsync(await newsroom.GetAsync("/api/v1/articles/newsroom-4711"));
        var ours = await JsonAsync(await newsroom.GetAsync("/api/v1/articles/" + urn));

        Assert.Equal("Boots for wet days", (string?)own["title"]);
        Assert.Equal((string?)own["bodyHtml"], (string?)ours["bodyHtml"]);
        Assert.Equal("2026-03-01T07:00:00+00:00", (string?)own["publishedAt"]);
    }

    [Fact]
    public async Task A_batch_stores_the_good_and_names_the_bad()
    {
        var good = Whole();
        good["id"] = "good";
        var bad = Whole();
        bad["section"] = "gears";

        var response = await newsroom.PostAsync("/api/v1/articles:batch", JsonContent.Create(new JsonArray(bad, good, 7)));

        Assert.Equal(HttpStatusCode.MultiStatus, response.StatusCode);
        var reply = await JsonAsync(response);
        Assert.Equal((1, 2), ((int)reply["created"]!, (int)reply["refused"]!));
        Assert.Equal([400, 201, 400], reply["items"]!.AsArray().Select(item => (int)item!["status"]!));
        Assert.NotNull(reply["items"]![0]!["errors"]!["section"]);
        Assert.Single(await AllAsync());
    }

    [Fact]
    public async Task A_batch_of_good_articles_in_an_object_may_repeat_an_id_and_be_sent_again()
    {
        var articles = new JsonArray([.. Enumerable.Range(0, 45).Select(number => Numbered(number % 40))]);
        var batch = new JsonObject { ["articles"] = articles };

        var first = await newsroom.PostAsync("/api/v1/articles:batch", JsonContent.Create(batch));
        var again = await JsonAsync(await newsroom.PostAsync("/api/v1/articles:batch", JsonContent.Create(batch)));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal((40, 5), ((int)(await JsonAsync(first))["created"]!, (int)(await JsonAsync(first))["unchanged"]!));
        Assert.Equal(45, (int)again["unchanged"]!);
        Assert.Equal(40, (await AllAsync()).Count);
    }

    [Fact]
    public async Task A_batch_of_more_than_a_thousand_is_refused_whole()
    {
        var articles = new JsonArray([.. Enumerable.Range(0, 1001).Select(number => (JsonNode)number)]);

        var response = await newsroom.PostAsync("/api/v1/articles:batch", JsonContent.Create(articles));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("at most 1000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_as_too_large()
    {
        var response = await PostAsync("\"" + new string('x', 4 * 1024 * 1024) + "\"");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Without_the_key_there_is_no_way_in()
    {
        using var stranger = host.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/api/v1/articles", Json("{}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/sections")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.DeleteAsync("/api/v1/articles/a")).StatusCode);
    }

    [Fact]
    public async Task An_author_of_a_known_name_is_the_same_person()
    {
        await PostAsync(Whole());
        await PostAsync("""{"id":"b","section":"gear","title":"B","bodyText":"x","authors":[{"name":"JANE DOE"}]}""");

        Assert.All(await AllAsync(), article => Assert.Equal("jd", Assert.Single(article.Authors).Slug.Value));
        Assert.Equal(1, await host.Database.ReadAsync((db, ct) => db.Set<Author>().CountAsync(ct), CancellationToken.None));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    private static JsonObject Whole() =>
        JsonNode
            .Parse(
                """
                { "id": "newsroom-4711", "section": "observation-post", "sections": ["gear"], "title": "Boots for wet days",
                  "summary": "A short test", "bodyHtml": "<p>They <em>hold</em>.</p>", "url": "https://news.test/boots",
                  "slug": "boots-for-wet-days", "language": "en-US", "tags": ["Boots", "Rain"],
                  "authors": [{ "id": "jd", "name": "Jane Doe", "role": "senior editor", "bio": "Jane Doe tests boots.", "url": "https://news.test/jd" }],
                  "image": { "url": "https://news.test/a.jpg", "alt": "Boots", "credit": "J. Roe", "width": 1200, "height": 800, "type": "image/jpeg", "bytes": 1234 },
                  "enclosures": [{ "url": "https://news.test/a.mp3", "type": "audio/mpeg", "bytes": 1234 }], "announce": true, "draft": false,
                  "publishedAt": "2026-03-01T07:00:00Z", "updatedAt": "2026-03-01T08:00:00Z", "expiresAt": null, "correction": "The price was wrong." }
                """
            )!
            .AsObject();

    private static JsonObject Numbered(int number)
    {
        var article = Whole();
        (article["id"], article["slug"]) = ("n-" + number, "n-" + number);
        // Finer than the store keeps: must not look like a change when it comes again.
        article["publishedAt"] = "2026-03-01T07:00:00.1234567Z";
        return article;
    }

    private Task<HttpResponseMessage> PostAsync(JsonNode article) => PostAsync(article.ToJsonString());

    private Task<HttpResponseMessage> PostAsync(string json) => newsroom.PostAsync("/api/v1/articles", Json(json));

    private Task<HttpResponseMessage> PatchAsync(string json) => newsroom.PatchAsync("/api/v1/articles/newsroom-4711", Json(json));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new InvalidOperationException("null");

    private Task<IReadOnlyList<Article>> AllAsync() => host.Articles.LatestAsync(Scope.Publication, 100, CancellationToken.None);
}
