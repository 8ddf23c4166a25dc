using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Operations.Access;
using Syndication.Tests.Bounces;
using Syndication.Tests.Subscribers;

namespace Syndication.Tests.Operations;

/// <summary>Operators see which addresses must not be mailed and why, and can take them off the list.</summary>
public sealed class SuppressionListTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public async Task InitializeAsync()
    {
        await host.ReadyAsync();
        await host.ComesBackAsync("failed.eml", await host.SendAsync());
        await host.ComesBackAsync("complaint.eml", await host.SendAsync("bob@example.net"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_list_says_why_since_when_and_which_report()
    {
        using var client = await ClientAsync(KeyRole.Operator);

        var all = (await client.GetFromJsonAsync<JsonElement>("/api/v1/suppressions")).EnumerateArray().ToList();
        var gone = Assert.Single(
            (await client.GetFromJsonAsync<JsonElement>("/api/v1/suppressions?reason=no-such-mailbox")).EnumerateArray()
        );

        Assert.Equal(["complaint", "no-such-mailbox"], all.Select(one => Word(one, "reason")).Order(StringComparer.Ordinal));
        Assert.Equal(ReaderHost.Address, Word(gone, "address"));
        var report = gone.GetProperty("report");
        Assert.Equal(("hard", "5.1.1", "mailbox"), (Word(report, "class"), Word(report, "status"), Word(report, "source")));
        var text = await client.GetAsync($"/api/v1/suppressions/reports/{report.GetProperty("number").GetInt64()}");
        Assert.Equal("message/rfc822", text.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Diagnostic-Code: smtp; 550 5.1.1", await text.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_lifted_by_itself_or_by_its_name_on_the_list()
    {
        using var client = await ClientAsync(KeyRole.Operator);
        var found = await (await PostAsync(client, "find", new { address = "Bob@example.net" })).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(client, "lift", new { id = Word(found, "id") })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(client, "lift", new { address = ReaderHost.Address })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, "lift", new { address = ReaderHost.Address })).StatusCode);

        Assert.Empty(await host.SuppressionsAsync());
    }

    [Fact]
    public async Task A_newsrooms_key_does_not_open_it_and_wrong_input_is_named()
    {
        using var newsroom = await ClientAsync(KeyRole.Newsroom);
        using var client = await ClientAsync(KeyRole.Operator);

        Assert.Equal(HttpStatusCode.Forbidden, (await newsroom.GetAsync("/api/v1/suppressions")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(newsroom, "lift", new { address = ReaderHost.Address })).StatusCode);
        var reason = await client.GetAsync("/api/v1/suppressions?reason=dead");
        Assert.Contains("keeps-failing", await reason.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, "find", new { address = "nobody" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, "lift", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, "lift", new { id = "zz" })).StatusCode);
    }

    private async Task<HttpClient> ClientAsync(KeyRole role)
    {
        var key = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync("key", role, CancellationToken.None);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string act, object query) =>
        client.PostAsJsonAsync($"/api/v1/suppressions:{act}", query);

    private static string Word(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
