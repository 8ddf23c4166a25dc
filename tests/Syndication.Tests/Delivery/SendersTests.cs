using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

/// <summary>Sending in the background, on a node whose role it is.</summary>
public sealed class SendersTests : DeliveryTest
{
    [Fact]
    public async Task What_is_queued_goes_out_by_itself()
    {
        Host.Settings["Jobs:Roles"] = "web, worker";
        Host.Relay(Server.Port);
        _ = Host.Services;

        await Host.QueueAsync(1, 7);
        await UntilAsync(async () => (await Host.RowAsync(1, 7)).State == MessageState.Sent);
    }

    [Fact]
    public async Task What_was_put_off_goes_out_when_it_is_due()
    {
        Host.Settings["Jobs:Roles"] = "worker";
        Host.Relay(Server.Port);
        Server.Answer("RCPT", "450 4.2.1 later");
        await Host.QueueAsync(1, 7);
        await UntilAsync(async () => (await Host.RowAsync(1, 7)).State == MessageState.Deferred);

        await UntilAsync(async () =>
        {
            Host.Clock.Advance(TimeSpan.FromMinutes(1));
            return (await Host.RowAsync(1, 7)).State == MessageState.Sent;
        });
        Assert.True(Host.Clock.GetUtcNow() - SyndicationHost.Start >= TimeSpan.FromMinutes(4.5));
    }

    [Fact]
    public async Task A_relay_that_was_at_fault_is_tried_again_by_itself()
    {
        Host.Settings["Jobs:Roles"] = "worker";
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Answer("MAIL", "451 4.3.0 not now", times: 3);
        await Host.QueueAsync(1, 7);

        await UntilAsync(async () =>
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await Host.RowAsync(1, 7)).State == MessageState.Sent;
        });
        Assert.Equal(1, (await Host.RowAsync(1, 7)).Attempts);
    }

    [Fact]
    public async Task Sending_ends_when_the_host_begins_to_stop_whatever_is_stopped_first()
    {
        var open = new OpenRequest();
        var host = new DeliveryHost { StopsFirst = open };
        host.Settings["Jobs:Roles"] = "worker";
        host.Relay(Server.Port, 0, ("MaxConnections", "2"));
        Server.OnMessage = _ => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        _ = host.Services;
        await host.QueueAsync(1, [.. Enumerable.Range(1, 2000).Select(number => (long)number)]);
        await UntilAsync(() => Task.FromResult(Server.Received.Count > 10));

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await open.Asked.Task;
        await UntilAsync(async () =>
            await host.CountsAsync(1) is var counts && counts.In(MessageState.Leased) + counts.In(MessageState.Sending) == 0
        );
        Assert.InRange((await host.CountsAsync(1)).In(MessageState.Sent), 10, 1000);
        open.Ended.SetResult();
        await host.DisposeAsync();
    }

    /// <summary>What keeps a server from stopping.</summary>
    private sealed class OpenRequest : IHostedService
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Ended { get; } = new();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            return Ended.Task;
        }
    }

    [Fact]
    public async Task A_node_without_the_role_sends_nothing()
    {
        Host.Settings["Jobs:Roles"] = "web";
        Host.Relay(Server.Port);

        await Host.QueueAsync(1, 7);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);

        Assert.Equal(MessageState.Queued, (await Host.RowAsync(1, 7)).State);
        Assert.Equal(0, Server.Connections);
    }

    [Fact]
    public async Task Where_no_role_is_set_a_node_both_plans_and_sends()
    {
        Host.Settings.Remove("Jobs:Roles");
        Host.WithoutFile = true;
        Host.Relay(Server.Port);
        Assert.Null(Host.Services.GetRequiredService<IConfiguration>()["Jobs:Roles"]);

        Assert.True(Host.Services.GetRequiredService<IOptions<JobsOptions>>().Value.IsWorker);
        await Host.QueueAsync(1, 7);
        await UntilAsync(async () => (await Host.RowAsync(1, 7)).State == MessageState.Sent);
    }
}
