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

    [Fact]
    public async Task What_cannot_be_meant_is_refused_in_the_words_of_the_recommendation()
    {
        string[] all =
        [
            "category[]=tests&category[]=kettles", "tests kettles",
            "category=tests", "tests",
            "\"replace\":\"This is not a valid update request.\"",
            "\"replace\":{\"content\":\"not an array\"}",
            "\"delete\":\"category\"",
            "\"add\":[\"category\"]",
            "\"url2\":1",
            true,
            false,
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
