using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Operations.Access;
using Syndication.Tests.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>An address that was on the list by mistake misses nothing once it is taken off.</summary>
public sealed class SuppressionLiftTests : IAsyncLifetime, IDisposable
{
    private const string Other = "bob@example.org";
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_withheld_comes_with_the_next_issue_and_once(bool byAddress)
    {
        foreach (var email in new[] { Other, ReaderHost.Address })
        {
            await host.SubscribeAsync(email);
            await SuppressAsync(email);
        }

        await IssueAsync("Boots");
        Assert.Equal([MessageState.Suppressed, MessageState.Suppressed], await StatesAsync());

        await LiftAsync(byAddress);
        await IssueAsync("Stoves");

        var mail = Assert.Single(Sent());
        Assert.Equal(ReaderHost.Address, mail.To.Mailboxes.Single().Address);
        Assert.Contains("Boots", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Stoves", mail.TextBody, StringComparison.Ordinal);
        await IssueAsync("Tents");
        Assert.DoesNotContain("Boots", Sent().Single(one => one.Subject == "Tents").TextBody, StringComparison.Ordinal);
        Assert.Equal(2, Sent().Count);
    }

    private Task SuppressAsync(string email) =>
        host.Database.WriteAsync(
            (db, ct) => host.Services.GetRequiredService<Suppressions>().AddAsync(db, email, SuppressionReason.NoSuchMailbox, ct),
            CancellationToken.None
        );

    private async Task LiftAsync(bool byAddress)
    {
        var key = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync("key", KeyRole.Operator, CancellationToken.None);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var found = await client.PostAsJsonAsync("/api/v1/suppressions:find", new { address = ReaderHost.Address });
        var id = (await found.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        object query = byAddress ? new { address = ReaderHost.Address } : new { id };
        var reply = await client.PostAsJsonAsync("/api/v1/suppressions:lift", query);
        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
    }

    /// <summary>The next day's issue.</summary>
    private async Task IssueAsync(string title)
    {
        await host.PublishAsync(Pieces.In("gear", title));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.TickAsync();
    }

    private async Task<IEnumerable<MessageState>> StatesAsync() => (await host.RowsAsync(MessageStream.Digest)).Select(row => row.State);

    private List<MimeKit.MimeMessage> Sent() =>
        [.. new Outbox(Path.Combine(host.DataFolder, "outbox")).Messages.Where(mail => mail.Headers.Contains("List-Unsubscribe-Post"))];
}
