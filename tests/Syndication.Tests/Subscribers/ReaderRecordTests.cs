using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class ReaderRecordTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_reader_gets_all_that_is_stored_about_them_by_the_link_in_any_mail()
    {
        var reader = await host.SubscribeAsync();
        await host.QueueDigestAsync(reader, 7);
        var page = await host.Browser.GetStringAsync(Plan(reader));
        Assert.Contains($"href=\"{Plan(reader)}/data\"", page, StringComparison.Ordinal);

        var reply = await host.Browser.GetAsync(Plan(reader) + "/data");

        Assert.True(reply.Headers.CacheControl!.NoStore);
        Assert.Equal("attachment; filename=my-data.json", reply.Content.Headers.ContentDisposition!.ToString());
        var record = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(ReaderHost.Address, record.GetProperty("reader").GetProperty("email").GetString());
        Assert.Equal(
            ["asked", "confirmed"],
            record.GetProperty("consent").EnumerateArray().Select(happened => happened.GetProperty("what").GetString())
        );
        Assert.Equal(
            ["confirmation", "digest"],
            record.GetProperty("mails").EnumerateArray().Select(mail => mail.GetProperty("kind").GetString())
        );
        var api = await host.Newsroom().GetFromJsonAsync<JsonElement>($"/api/v1/subscribers/{ReaderHost.Address}/data");
        Assert.True(JsonElement.DeepEquals(record, api));
    }

    [Fact]
    public async Task A_reader_erases_themselves_by_a_button_and_only_a_hash_stays()
    {
        var reader = await host.SubscribeAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.Browser.GetAsync(Plan(reader) + "/erase")).StatusCode);
        Assert.NotNull(await host.TryFindAsync());

        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(Plan(reader) + "/erase", null)).StatusCode);

        Assert.Null(await host.TryFindAsync());
        Assert.Equal(
            RefusalReason.Erased,
            (await host.Database.ReadAsync((db, ct) => db.Set<Refusal>().SingleAsync(ct), CancellationToken.None)).Reason
        );
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(Plan(reader) + "/erase", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.GetAsync(Plan(reader) + "/data")).StatusCode);
    }

    private string Plan(Reader reader) => new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).AbsolutePath;
}
