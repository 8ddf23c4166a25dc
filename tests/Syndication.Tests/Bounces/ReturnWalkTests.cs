using System.Net;
using MimeKit;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces;

/// <summary>A digest as it went out, and what comes back for just that mail.</summary>
public sealed class ReturnWalkTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_addresses_in_a_digests_own_header_lead_back_to_its_reader()
    {
        await host.SubscribeAsync();
        await host.PublishAsync(Pieces.In("gear", "Boots"));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var digest = new Outbox(Path.Combine(host.DataFolder, "outbox"))
            .To(ReaderHost.Address)
            .Single(mail => mail.Headers.Contains("List-Id"));
        var reader = await host.FindAsync();
        var token = digest.MessageId!.Split('@')[0];
        var sent = new SentDigest(0, 0, reader, token);
        Assert.Equal($"<{sent.ReturnPath}>", digest.Headers[HeaderId.ReturnPath]);

        await host.ComesBackAsync("failed.eml", sent);
        Assert.Equal(SuppressionReason.NoSuchMailbox, (await host.SuppressionAsync())!.Reason);
        await host.PublishAsync(Pieces.In("gear", "Laces"));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(MessageState.Suppressed, (await host.RowsAsync(MessageStream.Digest))[^1].State);

        var mailto = digest.Headers[HeaderId.ListUnsubscribe]!.Split("<mailto:")[1].TrimEnd('>');
        Assert.StartsWith("leave@news.test?subject=", mailto, StringComparison.Ordinal);
        await host.ComesBackAsync("leave.eml", sent, ("subject", WebUtility.UrlDecode(mailto.Split("subject=")[1])));
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync()).Subscriber.State);
    }
}
