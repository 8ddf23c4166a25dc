using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Operations.Access;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>What happened to an address's mail, for operators.</summary>
public sealed class MessageHistoryTests : IAsyncLifetime
{
    private FakeSmtpServer Server { get; } = new();
    private DigestBench Bench { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        Bench.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task An_address_shows_every_message_with_every_attempt()
    {
        await SendAsync("451 4.7.1 later");
        using var client = await ClientAsync(KeyRole.Operator);

        var history = await HistoryAsync(client, "Reader1@Example.org");

        Assert.Equal("active", history.GetProperty("state").GetString());
        var message = Assert.Single(history.GetProperty("messages").EnumerateArray());
        Assert.Equal(("digest", "sent", "Boots"), (Word(message, "stream"), Word(message, "state"), Word(message, "title")));
        Assert.Matches("^[A-Za-z0-9_-]{16}$", Word(message, "issue"));
        Assert.Contains(Word(message, "token"), Assert.Single(Server.Received).Header("Message-ID"), StringComparison.Ordinal);
        var attempts = message.GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal(["tryLater", "accepted"], attempts.ConvertAll(attempt => Word(attempt, "outcome")));
        Assert.Equal((451, "4.7.1"), (attempts[0].GetProperty("code").GetInt32(), Word(attempts[0], "enhancedCode")));
        Assert.Equal(("main", "000001AB"), (Word(attempts[1], "relay"), Word(attempts[1], "queueId")));
        Assert.True(attempts[1].GetProperty("at").GetDateTimeOffset() > attempts[0].GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Of_an_erased_reader_nothing_is_found_and_the_issues_numbers_stay()
    {
        await SendAsync();
        using var client = await ClientAsync(KeyRole.Operator);
        var before = await client.GetFromJsonAsync<JsonElement>("/api/v1/issues");

        await client.DeleteAsync("/api/v1/subscribers/reader1@example.org");

        Assert.Equal(HttpStatusCode.NotFound, (await FindAsync(client, "reader1@example.org")).StatusCode);
        Assert.Equal(before.ToString(), (await client.GetFromJsonAsync<JsonElement>("/api/v1/issues")).ToString());
        Assert.Equal(MessageState.Sent, Assert.Single(await Bench.MessagesAsync()).State);
    }

    [Fact]
    public async Task A_suppressed_address_says_why()
    {
        await SendAsync();
        await Bench.Host.Database.WriteAsync(
            (db, ct) =>
                Bench.Host.Services.GetRequiredService<Suppressions>().AddAsync(db, "Reader1@example.org", SuppressionReason.Complaint, ct),
            CancellationToken.None
        );
        using var client = await ClientAsync(KeyRole.Operator);

        Assert.Equal("complaint", Word((await HistoryAsync(client, "reader1@example.org")).GetProperty("suppression"), "reason"));
    }

    [Fact]
    public async Task A_newsrooms_key_does_not_open_it_and_what_is_no_address_is_named()
    {
        using var newsroom = await ClientAsync(KeyRole.Newsroom);
        using var operators = await ClientAsync(KeyRole.Operator);
        using var nobody = Bench.Host.CreateClient();

        Assert.Equal(HttpStatusCode.Forbidden, (await FindAsync(newsroom, "reader1@example.org")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await FindAsync(nobody, "reader1@example.org")).StatusCode);
        var wrong = await FindAsync(operators, "nobody");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("\"address\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_message_is_released_or_given_up_by_its_number()
    {
        Bench.Host.Settings["Delivery:InDoubt"] = "Hold";
        await SendAsync([null]);
        using var client = await ClientAsync(KeyRole.Operator);
        var number = Assert.Single(await Bench.MessagesAsync()).Id;

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"/api/v1/messages/{number}/release"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"/api/v1/messages/{number}/give-up"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("/api/v1/messages/4711/release"));
        await Bench.Host.TickAsync();
        Assert.Equal(MessageState.Sent, Assert.Single(await Bench.MessagesAsync()).State);

        async Task<HttpStatusCode> PostAsync(string path) => (await client.PostAsync(path, null)).StatusCode;
    }

    /// <summary>Sends one reader's digest; first with this answer, or none, at the end of the message.</summary>
    private async Task SendAsync(params string?[] answers)
    {
        var settings = Bench.Host.Settings;
        settings["Delivery:Relays:0:Name"] = "main";
        settings["Delivery:Relays:0:Host"] = "127.0.0.1";
        settings["Delivery:Relays:0:Port"] = Server.Port.ToString();
        settings["Delivery:Relays:0:Security"] = "None";
        foreach (var answer in answers)
        {
            if (answer is null)
                Server.Drop(".");
            else
                Server.Answer(".", answer);
        }

        await Bench.WithSectionsAsync("gear");
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.Host.AdvanceAsync(TimeSpan.FromHours(1));
        foreach (var _ in answers.Where(answer => answer is not null))
            await Bench.Host.AdvanceAsync(TimeSpan.FromMinutes(10));
    }

    private async Task<HttpClient> ClientAsync(KeyRole role)
    {
        var key = await Bench.Host.Services.GetRequiredService<ApiKeyStore>().AddAsync("key", role, CancellationToken.None);
        var client = Bench.Host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static Task<HttpResponseMessage> FindAsync(HttpClient client, string address) =>
        client.PostAsJsonAsync("/api/v1/messages:find", new { address });

    private static async Task<JsonElement> HistoryAsync(HttpClient client, string address)
    {
        var answer = await FindAsync(client, address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Word(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
