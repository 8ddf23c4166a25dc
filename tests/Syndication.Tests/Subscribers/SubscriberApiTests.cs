using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class SubscriberApiTests : IAsyncLifetime, IDisposable
{
    private const string Ada = "/api/v1/subscribers/ada@example.org";
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Without_a_key_there_is_nothing_to_see()
    {
        var client = host.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Ada)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.DeleteAsync(Ada)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/api/v1/subscribers:batch", null)).StatusCode);
    }

    [Fact]
    public async Task A_list_that_has_consent_comes_in_with_its_plans()
    {
        await host.PublishAsync(Pieces.In("gear", "From before"));
        const string List = """
            [{ "email": "Ada@example.org", "state": "active", "consent": { "at": "2026-01-05T10:00:00Z", "how": "moved from the old list" },
               "plan": { "cadences": { "gear": "daily", "benefits": "weekly" }, "hour": "07:30", "weekday": "Friday", "day": 3,
                         "zone": "America/New_York", "format": "text", "layout": "headlines", "language": "de", "quietHours": "22:00-06:00",
                         "pausedUntil": null } },
             { "email": "bob@example.org", "consent": { "at": "2026-01-05T10:00:00Z", "how": "paper form" }, "plan": { "cadences": { "gear": "each" } } },
             { "email": "cem@example.org", "state": "paused", "consent": { "at": "2026-01-05T10:00:00Z", "how": "paper form" },
               "plan": { "cadences": { "gear": "daily" }, "pausedUntil": "2026-06-01T00:00:00Z" } },
             { "email": "dee@example.org", "state": "unsubscribed" }]
            """;

        Assert.Equal(["created", "created", "created", "unsubscribed"], await ImportAsync(List));
        Assert.Equal(["unchanged", "unchanged", "unchanged", "left"], await ImportAsync(List));

        var view = await host.Newsroom().GetFromJsonAsync<JsonElement>(Ada);
        var expected = List[1..List.IndexOf(",\n { \"email\": \"bob", StringComparison.Ordinal)]
            .Replace("00Z\"", "00+00:00\"", StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), view), view.ToString());
        var bob = await host.FindAsync("bob@example.org");
        Assert.Equal((Cadence.Each, 1L, "UTC"), (ReaderHost.In(bob, "gear").Cadence, ReaderHost.In(bob, "gear").Mark, bob.Subscriber.Zone));
        Assert.Equal(SubscriberState.Paused, (await host.FindAsync("cem@example.org")).Subscriber.State);
        Assert.Empty(await host.RowsAsync(MessageStream.Transactional));
    }

    [Fact]
    public async Task A_list_never_brings_back_anyone_who_left_and_leaves_plans_alone()
    {
        await host.SubscribeAsync("here@example.org", ("cadence.gear", "monthly"));
        var left = await host.SubscribeAsync("left@example.org");
        await host.Browser.PostAsync(
            new Uri(host.Links.Unsubscribe(left.Subscriber.Handle, 0)).PathAndQuery,
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])
        );
        await host.SubscribeAsync("erased@example.org");
        await host.Newsroom().DeleteAsync("/api/v1/subscribers/erased@example.org");
        await host.AskAsync("disowned@example.org");
        await host.Browser.PostAsync(ReaderHost.LinkTo((await host.MailsAsync())[^1], "disown"), null);
        await host.AskAsync("pending@example.org");
        await host.SubscribeAsync("unsure@example.org");
        await host.Newsroom().DeleteAsync("/api/v1/subscribers/unsure@example.org");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await host.AskAsync("unsure@example.org");

        var outcomes = await ImportAsync(
            string.Join(',', new[] { "here", "left", "erased", "disowned", "pending", "LEFT", "unsure", "new", "New" }.Select(Item))
                is var items
                ? $"[{items}]"
                : ""
        );

        Assert.Equal(["unchanged", "left", "left", "left", "confirmed", "left", "left", "created", "unchanged"], outcomes);
        Assert.Equal(Cadence.Monthly, ReaderHost.In(await host.FindAsync("here@example.org"), "gear").Cadence);
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync("left@example.org")).Subscriber.State);
        Assert.Null(await host.TryFindAsync("erased@example.org"));
        Assert.Equal(SubscriberState.Active, (await host.FindAsync("pending@example.org")).Subscriber.State);
    }

    [Fact]
    public async Task What_is_wrong_with_an_item_is_named_and_the_rest_is_stored()
    {
        var reply = await PostAsync(
            $$"""
            [{{Item(
                "good"
            )}}, { "email": "bad", "state": "pending", "plan": { "cadences": { "nowhere": "daily", "gear": "often" }, "hour": "7" } },
             { "email": "a@example.org", "plan": { "cadences": {} , "colour": "red" } }, 7]
            """
        );

        var items = (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items");
        Assert.Equal(["created", "invalid", "invalid", "invalid"], Outcomes(items));
        Assert.Equal(
            ["consent.at", "consent.how", "email", "plan.cadences.gear", "plan.cadences.nowhere", "plan.hour", "state"],
            items[1].GetProperty("errors").EnumerateObject().Select(error => error.Name)
        );
        Assert.Contains("colour", items[2].GetProperty("errors").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        await host.SubscribeAsync();

        var reply = await PatchAsync("""{ "plan": { "hour": "21:15", "cadences": { "benefits": "weekly" } } }""");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var after = await host.FindAsync();
        Assert.Equal((21 * 60) + 15, after.Subscriber.Hour);
        Assert.Equal((Cadence.Daily, Cadence.Weekly), (ReaderHost.In(after, "gear").Cadence, ReaderHost.In(after, "benefits").Cadence));
        Assert.Equal("Europe/Berlin", after.Subscriber.Zone);
    }

    [Fact]
    public async Task The_newsroom_can_pause_resume_and_end_but_not_bring_back()
    {
        await host.SubscribeAsync();

        await PatchAsync("""{ "state": "paused", "plan": { "pausedUntil": "2026-05-01T00:00:00Z" } }""");
        Assert.Equal(SubscriberState.Paused, (await host.FindAsync()).Subscriber.State);
        await PatchAsync("""{ "state": "active" }""");
        var active = (await host.FindAsync()).Subscriber;
        Assert.Equal((SubscriberState.Active, null), (active.State, active.PausedUntil));
        await PatchAsync("""{ "state": "unsubscribed" }""");
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync()).Subscriber.State);

        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync("""{ "state": "active" }""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PatchAsync("""{ "plan": { "hour": "08:00" } }""")).StatusCode);
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync()).Subscriber.State);
    }

    [Fact]
    public async Task Erasing_leaves_rows_without_a_reader_and_a_hash_without_an_address()
    {
        var reader = await host.SubscribeAsync();
        await host.QueueDigestAsync(reader, 7);

        Assert.Equal(HttpStatusCode.NoContent, (await host.Newsroom().DeleteAsync(Ada)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Newsroom().DeleteAsync(Ada)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Newsroom().GetAsync(Ada)).StatusCode);

        Assert.Equal(MessageState.Cancelled, Assert.Single(await host.RowsAsync(MessageStream.Digest)).State);
        Assert.Empty(await host.MailsAsync());
        Assert.Empty(await host.ConsentsAsync(reader));
        Assert.Equal(reader.Subscriber.Id, Assert.Single(host.Erased));
        var unsubscribe = new Uri(host.Links.Unsubscribe(reader.Subscriber.Handle, 7)).PathAndQuery;
        var oneClick = await host.Browser.PostAsync(unsubscribe, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, oneClick.StatusCode);

        // Its owner may come back, under a number that was never given before.
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var again = await host.SubscribeAsync();
        Assert.True(again.Subscriber.Number > reader.Subscriber.Number);
    }

    [Fact]
    public async Task No_row_holds_an_erased_address()
    {
        await host.SubscribeAsync("very-rare-name@example.org");
        Assert.NotEmpty(await RowsWithAsync("very-rare-name"));

        await host.Newsroom().DeleteAsync("/api/v1/subscribers/very-rare-name@example.org");

        Assert.Empty(await RowsWithAsync("very-rare-name"));
    }

    private static string Item(string name) =>
        $$"""{ "email": "{{name}}@example.org", "consent": { "at": "2026-01-05T10:00:00Z", "how": "old list" }, "plan": { "cadences": { "gear": "daily" } } }""";

    private static IEnumerable<string> Outcomes(JsonElement items) =>
        items.EnumerateArray().Select(item => item.GetProperty("outcome").GetString()!);

    /// <summary>The columns of the whole store that hold a text.</summary>
    private Task<List<string>> RowsWithAsync(string text) =>
        host.Database.ReadAsync(
            async (db, ct) =>
            {
                var found = new List<string>();
                foreach (var column in db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
                {
                    var (table, name) = (column.DeclaringType.GetTableName(), column.GetColumnName());
                    var sql = $"""SELECT COUNT(*) AS "Value" FROM "{table}" WHERE CAST("{name}" AS TEXT) LIKE @p0""";
                    if (await db.Database.SqlQueryRaw<int>(sql, $"%{text}%").SingleAsync(ct) > 0)
                        found.Add($"{table}.{name}");
                }

                return found;
            },
            CancellationToken.None
        );

    private async Task<List<string>> ImportAsync(string body) =>
        Outcomes((await (await PostAsync(body)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")).ToList();

    private Task<HttpResponseMessage> PostAsync(string body) =>
        host.Newsroom().PostAsync("/api/v1/subscribers:batch", new StringContent(body, null, "application/json"));

    private Task<HttpResponseMessage> PatchAsync(string body) =>
        host.Newsroom().PatchAsync(Ada, new StringContent(body, null, "application/json"));
}
