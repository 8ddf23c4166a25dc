using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces.Webhooks;

/// <summary>What is counted of reports: by names that never change, and never by reader, address or token.</summary>
public sealed class BounceCountsTests : IAsyncLifetime, IDisposable
{
    private readonly WebhookBench bench = new();

    public Task InitializeAsync() => bench.Host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Reports_are_counted_by_source_class_and_outcome()
    {
        using var counts = new MeterCounts(bench.Host, "Syndication.Bounces");
        var host = bench.Host;
        var ada = await host.SendAsync();
        var report = host.Fill("failed.eml", ada);
        host.Put(report);
        host.Put(report + "\r\n");
        host.Put(host.Fill("failed.eml", ada).Replace(ada.Token, "nobodys-token", StringComparison.Ordinal));
        var bea = await host.SendAsync("bea@example.org");
        var link = host.Links.Unsubscribe(bea.Reader.Subscriber.Handle, bea.Issue);
        host.Put(host.Fill("leave.eml", bea, ("subject", "unsubscribe " + link[(link.LastIndexOf('/') + 1)..])));
        await host.ReadAsync();
        await bench.ReportAsync("postmark", await host.SendAsync("cid@example.org"));
        await bench.SendAsync("postmark", "{}", isForged: true);

        Assert.Equal(
            [
                "syndication.bounces.refused{source=postmark} 1",
                "syndication.bounces.reports{source=mailbox,class=hard,outcome=applied} 1",
                "syndication.bounces.reports{source=mailbox,class=hard,outcome=repeated} 1",
                "syndication.bounces.reports{source=mailbox,class=hard,outcome=unknown} 1",
                "syndication.bounces.reports{source=postmark,class=hard,outcome=applied} 1",
                "syndication.bounces.unsubscribes{outcome=applied} 1",
            ],
            counts.All
        );
    }
}
