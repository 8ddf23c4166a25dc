using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Micropub;

/// <summary>Micropub through the whole host. Numbers in names are those of micropub.rocks' server tests; of them 300, 301 and 700 to 702 ask for stored files.</summary>
public sealed class MicropubTests : IAsyncLifetime, IDisposable
{
    private readonly NewsroomHost host = new();
    private HttpClient editor = null!;
    private HttpClient reader = null!;

    public async Task InitializeAsync()
    {
        host.Settings["Ingest:Micropub:Section"] = "gear";
        await host.AddSectionAsync("gear", "Gear");
        await host.AddSectionAsync("benefits", "Benefits");
        (editor, reader) = (host.CreateNewsroom(), host.CreateClient());
    }

    [Fact]
    public async Task A_note_in_a_form_becomes_an_article_with_its_first_sentence_as_title_100()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=The+kettle+boils.+It+took+3.5+minutes+%26+a+%3Cb%3Elid%3C%2Fb%3E."));

        var source = await SourceAsync(page);
        Assert.Equal("The kettle boils", Value(source, "name"));
        Assert.Equal("The kettle boils. It took 3.5 minutes & a <b>lid</b>.", Value(source, "content"));
        Assert.Equal("gear", Value(source, "mp-channel"));
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(page)).StatusCode);
    }

    [Theory]
    [InlineData("category[]=tests&category[]=kettles", "tests kettles")]
    [InlineData("category=tests", "tests")]
    public async Task Categories_in_a_form_are_tags_101_107(string categories, string tags)
    {
        var page = await CreatedAsync(await FormAsync($"h=entry&content=Some+text.&{categories}"));

        Assert.Equal(tags, Values(await SourceAsync(page), "category"));
    }

    [Fact]
    public async Task A_picture_by_its_address_is_the_lead_picture_104_105()
    {
        var page = await CreatedAsync(
            await FormAsync("h=entry&content=Some+text.&photo=https%3A%2F%2Fpictures.example%2Fa.jpg&mp-photo-alt=A+kettle")
        );

        var photo = (await SourceAsync(page)).GetProperty("photo")[0];
        Assert.Equal(
            ("https://pictures.example/a.jpg", "A kettle"),
            (photo.GetProperty("value").GetString(), photo.GetProperty("alt").GetString())
        );
    }

    [Fact]
    public async Task JSON_creates_with_categories_and_date_200_201()
    {
        var page = await CreatedAsync(
            await JsonAsync(
                """{"type":["h-entry"],"properties":{"name":["The kettle"],"content":["It boils."],"summary":["Of water"],"category":["tests","Benefits"],"published":["2026-02-01T07:00:00+0100"],"mp-slug":["kettle"]}}"""
            )
        );

        var source = await SourceAsync(page);
        Assert.EndsWith("/articles/kettle", page, StringComparison.Ordinal);
        Assert.Equal(("tests", "benefits"), (Values(source, "category"), Value(source, "mp-channel")));
        Assert.StartsWith("2026-02-01T06:00:00", Value(source, "published"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTML_content_is_cleaned_and_kept_202()
    {
        var page = await CreatedAsync(
            await JsonAsync("""{"type":["h-entry"],"properties":{"content":[{"html":"<p>It <b>boils</b>.</p><script>x()</script>"}]}}""")
        );

        var content = (await SourceAsync(page)).GetProperty("content")[0].GetProperty("html").GetString();
        Assert.Contains("<b>boils</b>", content!.Replace("strong>", "b>", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("script", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_pictures_the_first_leads_and_the_others_are_in_the_text_203_205_206()
    {
        var page = await CreatedAsync(
            await JsonAsync(
                """{"type":["h-entry"],"properties":{"content":["Two kettles."],"photo":[{"value":"https://pictures.example/a.jpg","alt":"One"},"https://pictures.example/b.jpg"]}}"""
            )
        );

        var source = await SourceAsync(page);
        Assert.Equal("https://pictures.example/a.jpg", source.GetProperty("photo")[0].GetProperty("value").GetString());
        Assert.Contains("b.jpg", source.GetProperty("content")[0].GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nested_objects_and_other_things_without_a_place_are_named_204()
    {
        var answer = await JsonAsync(
            """{"type":["h-entry"],"properties":{"content":["Here."],"checkin":[{"type":["h-card"],"properties":{"name":["Depot"]}}],"in-reply-to":["https://a.example/"]}}"""
        );

        var reply = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["checkin", "in-reply-to"], reply.GetProperty("unmapped").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_post_that_is_sent_again_is_the_same_article()
    {
        var first = await CreatedAsync(await FormAsync("h=entry&content=Only+once."));
        var again = await CreatedAsync(await FormAsync("h=entry&content=Only+once."));

        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_post_that_resembles_what_the_newsroom_sent_does_not_take_its_place()
    {
        const string Text =
            "The kettle stands on the stove in the long kitchen of the old depot and boils water for forty people every single morning, while "
            + "the clerk counts cups and spoons and plates and writes down who came late and who never came at all because of the snow.";
        var own = new
        {
            id = "n-1",
            section = "benefits",
            title = "The kettle of the depot",
            bodyHtml = $"<p>{Text}</p>",
        };
        await editor.PostAsJsonAsync("/api/v1/articles", own);

        var page = await CreatedAsync(
            await FormAsync($"h=entry&name=The+kettle+of+the+depot&category=tests&content={Uri.EscapeDataString(Text)}")
        );

        var article = await editor.GetFromJsonAsync<JsonElement>("/api/v1/articles/n-1");
        Assert.EndsWith(article.GetProperty("slug").GetString()!, page, StringComparison.Ordinal);
        Assert.Equal(("benefits", 1), (article.GetProperty("section").GetString(), article.GetProperty("revision").GetInt32()));
    }

    [Fact]
    public async Task A_draft_is_shown_to_nobody_until_it_is_published()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Not+yet.&post-status=draft"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(page)).StatusCode);

        var answer = await UpdateAsync(page, "\"replace\":{\"post-status\":[\"published\"]}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task An_update_replaces_a_property_and_leaves_the_others_400()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&name=The+kettle&content=Before.&category[]=tests"));

        Assert.True((await UpdateAsync(page, "\"replace\":{\"content\":[\"After & <on>.\"]}")).IsSuccessStatusCode);

        var source = await SourceAsync(page);
        Assert.Equal(
            ("The kettle", "After & <on>.", "tests"),
            (Value(source, "name"), Value(source, "content"), Values(source, "category"))
        );
    }

    [Fact]
    public async Task A_notes_title_goes_with_its_words()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Before+noon.+More."));

        await UpdateAsync(page, "\"replace\":{\"content\":[\"After noon. More.\"]}");

        Assert.Equal("After noon", Value(await SourceAsync(page), "name"));
    }

    [Fact]
    public async Task An_update_adds_to_a_property_that_is_there_and_to_one_that_is_not_401_402()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Some+text.&category[]=one"));
        await UpdateAsync(page, "\"add\":{\"category\":[\"two\"]}");
        Assert.Equal("one two", Values(await SourceAsync(page), "category"));

        var bare = await CreatedAsync(await FormAsync("h=entry&content=Other+text."));
        await UpdateAsync(bare, "\"add\":{\"category\":[\"one\",\"two\"]}");
        Assert.Equal("one two", Values(await SourceAsync(bare), "category"));
    }

    [Fact]
    public async Task An_update_deletes_a_value_or_a_whole_property_403_404()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Some+text.&category[]=one&category[]=two"));

        await UpdateAsync(page, "\"delete\":{\"category\":[\"one\"]}");
        Assert.Equal("two", Values(await SourceAsync(page), "category"));

        await UpdateAsync(page, "\"delete\":[\"category\"]");
        Assert.False((await SourceAsync(page)).TryGetProperty("category", out _));
    }

    [Fact]
    public async Task An_update_of_another_shape_is_refused_and_changes_nothing_405()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Some+text."));
        string[] changes =
        [
            "\"replace\":\"This is not a valid update request.\"",
            "\"replace\":{\"content\":\"not an array\"}",
            "\"delete\":\"category\"",
            "\"add\":[\"category\"]",
            "\"other\":1",
        ];
        foreach (var change in changes)
            await RefusedAsync(await UpdateAsync(page, change), HttpStatusCode.BadRequest, "invalid_request");

        Assert.Equal("Some text.", Value(await SourceAsync(page), "content"));
    }

    [Fact]
    public async Task A_slug_that_changes_moves_the_post_and_says_where()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Some+text.&mp-slug=before"));

        var answer = await UpdateAsync(page, "\"replace\":{\"mp-slug\":[\"after\"]}");

        Assert.EndsWith("/articles/after", await CreatedAsync(answer), StringComparison.Ordinal);
        Assert.True((await UpdateAsync(page, "\"add\":{\"category\":[\"by its old address\"]}")).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_post_is_gone_and_comes_back_500_to_503(bool form)
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Some+text."));

        Assert.Equal(HttpStatusCode.NoContent, (await ActAsync("delete", page, form)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ActAsync("delete", page, form)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await reader.GetAsync(page)).StatusCode);
        await RefusedAsync(await UpdateAsync(page, "\"replace\":{\"content\":[\"x\"]}"), HttpStatusCode.BadRequest, "invalid_request");

        Assert.Equal(HttpStatusCode.NoContent, (await ActAsync("undelete", page, form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(page)).StatusCode);
        Assert.Equal("Some text.", Value(await SourceAsync(page), "content"));
    }

    [Fact]
    public async Task The_configuration_names_channels_and_no_media_endpoint_600_601()
    {
        var config = await editor.GetFromJsonAsync<JsonElement>("/micropub?q=config");

        Assert.Equal(
            ["gear", "benefits"],
            config.GetProperty("channels").EnumerateArray().Select(channel => channel.GetProperty("uid").GetString())
        );
        Assert.False(config.TryGetProperty("media-endpoint", out _));
        var targets = await editor.GetFromJsonAsync<JsonElement>("/micropub?q=syndicate-to");
        Assert.Equal(0, targets.GetProperty("syndicate-to").GetArrayLength());
    }

    [Fact]
    public async Task The_source_shows_all_properties_or_those_that_are_asked_for_602_603()
    {
        var page = await CreatedAsync(await FormAsync("h=entry&content=Test+of+querying.&category[]=one&category[]=two"));

        var all = await editor.GetFromJsonAsync<JsonElement>($"/micropub?q=source&url={Uri.EscapeDataString(page)}");
        var some = await editor.GetFromJsonAsync<JsonElement>(
            $"/micropub?q=source&properties[]=content&properties[]=category&url={Uri.EscapeDataString(page)}"
        );

        Assert.Equal("h-entry", all.GetProperty("type")[0].GetString());
        Assert.Equal(
            ["category", "content"],
            some.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)
        );
        Assert.False(some.TryGetProperty("type", out _));
    }

    [Fact]
    public async Task Categories_are_suggested()
    {
        await FormAsync("h=entry&content=Some+text.&category[]=kettles&category[]=pots");

        var categories = await editor.GetFromJsonAsync<JsonElement>("/micropub?q=category&filter=kett");

        Assert.Equal(["kettles"], categories.GetProperty("categories").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task The_key_may_stand_in_the_header_or_in_the_form_and_not_in_both_800_to_805()
    {
        var key = editor.DefaultRequestHeaders.Authorization!.Parameter;

        await CreatedAsync(await FormAsync($"h=entry&content=In+the+form.&access_token={key}", reader));
        await RefusedAsync(await FormAsync("h=entry&content=None.", reader), HttpStatusCode.Unauthorized, "unauthorized");
        await RefusedAsync(await FormAsync("h=entry&content=Wrong.&access_token=abc", reader), HttpStatusCode.Unauthorized, "unauthorized");
        await RefusedAsync(await FormAsync($"h=entry&content=Twice.&access_token={key}"), HttpStatusCode.BadRequest, "invalid_request");
        await RefusedAsync(await reader.GetAsync("/micropub?q=config"), HttpStatusCode.Unauthorized, "unauthorized");
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        await RefusedAsync(await reader.PostAsync("/micropub", json), HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Files_are_refused_with_a_word_about_what_to_send_instead_300_301()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("entry"), "h" },
            { new StringContent("With a file."), "content" },
            {
                new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } },
                "photo",
                "a.png"
            },
        };

        await RefusedAsync(await editor.PostAsync("/micropub", form), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_multipart_form_without_files_is_a_form()
    {
        using var form = new MultipartFormDataContent { { new StringContent("entry"), "h" }, { new StringContent("No file."), "content" } };

        await CreatedAsync(await editor.PostAsync("/micropub", form));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_in_the_words_of_the_recommendation()
    {
        string[] all =
        [
            "h=event&content=Some+text.",
            "h=entry",
            "h=entry&content=x&post-status=secret",
            "h=entry&content=x&visibility=private",
            "h=entry&content=x&published=tomorrow",
            "h=entry&content=x&mp-channel=nowhere",
            "action=update&url=x",
            "action=burn&url=x",
            "action=delete&url=https%3A%2F%2Felsewhere.example%2Fa",
            "action=delete",
        ];
        foreach (var one in all)
            await RefusedAsync(await FormAsync(one), HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task JSON_of_another_shape_is_refused()
    {
        string[] all =
        [
            "",
            "[]",
            "{\"type\":[\"h-event\"],\"properties\":{}}",
            "{\"type\":[\"h-entry\"],\"properties\":[]}",
            "{\"type\":[\"h-entry\"],\"properties\":{\"content\":\"x\"}}",
            "{\"type\":[\"h-entry\"],\"properties\":{\"content\":[\"\\ud800\"]}}",
            "{\"type\":[\"h-entry\"],\"properties\":{\"content\":[{\"html\":{\"a\":1}}]}}",
            "{\"action\":7}",
            "{\"action\":\"update\"}",
        ];
        foreach (var one in all)
            await RefusedAsync(await JsonAsync(one), HttpStatusCode.BadRequest, "invalid_request");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        editor.Dispose();
        reader.Dispose();
        host.Dispose();
    }

    private async Task<HttpResponseMessage> FormAsync(string form, HttpClient? by = null)
    {
        using var body = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await (by ?? editor).PostAsync("/micropub", body);
    }

    private async Task<HttpResponseMessage> JsonAsync(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await editor.PostAsync("/micropub", body);
    }

    private Task<HttpResponseMessage> UpdateAsync(string page, string change) =>
        JsonAsync($"{{\"action\":\"update\",\"url\":\"{page}\",{change}}}");

    private Task<HttpResponseMessage> ActAsync(string action, string page, bool form) =>
        form
            ? FormAsync($"action={action}&url={Uri.EscapeDataString(page)}")
            : JsonAsync($"{{\"action\":\"{action}\",\"url\":\"{page}\"}}");

    private static async Task<string> CreatedAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.Created, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.AbsoluteUri;
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        Assert.Equal(error, json.RootElement.GetProperty("error").GetString());
    }

    private async Task<JsonElement> SourceAsync(string page) =>
        (await editor.GetFromJsonAsync<JsonElement>($"/micropub?q=source&url={Uri.EscapeDataString(page)}")).GetProperty("properties");

    private static string? Value(JsonElement properties, string name) => properties.GetProperty(name)[0].GetString();

    private static string Values(JsonElement properties, string name) =>
        string.Join(' ', properties.GetProperty(name).EnumerateArray().Select(value => value.GetString()));
}
