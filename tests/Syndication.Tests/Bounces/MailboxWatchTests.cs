using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Bounces;
using Syndication.Delivery.Returns;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces;

/// <summary>A worker reads what comes back by itself, without anybody's call.</summary>
public sealed class MailboxWatchTests : IDisposable
{
    private readonly ReturnsHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task What_lies_in_the_inbox_is_read()
    {
        await host.ReadyAsync();
        host.Put(host.Fill("failed.eml", await host.SendAsync()));
        Assert.False(host.IsRead);
        await WorkAsync();

        await UntilAsync(async () => await host.SuppressionAsync() is not null);

        await UntilAsync(() => Task.FromResult(host.IsRead));
        Assert.Equal(ReturnClass.Hard, Assert.Single(await host.EventsAsync()).Class);
    }

    [Fact]
    public async Task A_mailbox_that_broke_off_is_read_once_it_answers_again()
    {
        await using var server = new FakeImapServer();
        host.ReadFrom(server);
        await host.ReadyAsync();
        var mail = host.Fill("failed.eml", await host.SendAsync());
        await WorkAsync();
        server.Faults[1] = FakeImapServer.FetchFault.HungUp;
        Assert.Equal(1u, server.Deliver(mail));
        await UntilAsync(() => Task.FromResult(host.Log.Text.Contains("7121 ", StringComparison.Ordinal)));
        Assert.Null(await host.SuppressionAsync());

        server.Faults.Clear();

        await UntilAsync(async () => await host.SuppressionAsync() is not null);
        await UntilAsync(() => Task.FromResult(!server.Unseen.Any()));
    }

    /// <summary>The host's own service that reads, as it runs where the node is a worker; what else a worker does would send the digests.</summary>
    private Task WorkAsync()
    {
        host.Services.GetRequiredService<IConfiguration>()["Jobs:Roles"] = "web,worker";
        return host.Services.GetServices<IHostedService>().OfType<MailboxWatch>().Single().StartAsync(CancellationToken.None);
    }

    /// <summary>Lets the publication's time pass until the condition holds.</summary>
    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 500, $"It did not come to that: {host.Log.Text}");
            host.Clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System);
        }
    }
}
