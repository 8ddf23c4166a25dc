using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Nodes;

/// <summary>A relay's limits hold for all nodes together, and are divided again as nodes come and go.</summary>
public sealed class SharedLimitsTests : DeliveryTest
{
    private const int Readers = 300;

    [Fact]
    public async Task Two_nodes_together_open_no_more_connections_than_a_relay_allows()
    {
        await using var second = Join(("MaxConnections", "6"));
        Server.OnMessage = _ => Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await ShareAsync(Host, second);
        await Host.QueueAsync(1, [.. Enumerable.Range(1, Readers).Select(number => (long)number)]);

        await Task.WhenAll(Task.Run(() => Host.DrainAsync()), Task.Run(() => second.DrainAsync()));

        Assert.Equal(Readers, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.InRange(Server.MostOpen, 3, 6);
        Assert.All([Host, second], node => Assert.NotEmpty(node.Digests.Asked));
    }

    [Fact]
    public async Task A_node_that_leaves_gives_its_part_to_the_other()
    {
        await using var second = Join(("MaxConnections", "5"), ("MessagesPerSecond", "10"));
        await ShareAsync(Host, second);
        Assert.Equal(5, Limit(Host) + Limit(second));
        Assert.InRange(Limit(Host), 2, 3);

        await second.Services.GetRequiredService<WorkerRegistry>().LeaveAsync(CancellationToken.None);
        await Registry(Host).ShareAsync(CancellationToken.None);

        Assert.Equal(5, Limit(Host));
    }

    [Fact]
    public async Task A_node_that_died_keeps_its_part_until_it_is_buried()
    {
        await using var second = Join(("MaxConnections", "4"));
        await ShareAsync(Host, second);

        for (var beats = 0; beats < 8; beats++)
        {
            await Registry(Host).ShareAsync(CancellationToken.None);
            Assert.Equal(beats < 7 ? 2 : 4, Limit(Host));
            await Registry(Host).BeatAsync(CancellationToken.None);
            Host.Clock.Advance(WorkerRegistry.Beat);
        }
    }

    private DeliveryHost Join(params (string, string)[] limits)
    {
        var second = new DeliveryHost();
        Host.Relay(Server.Port, 0, limits);
        second.Relay(Server.Port, 0, limits);
        second.JoinStoreOf(Host);
        return second;
    }

    private static async Task ShareAsync(params DeliveryHost[] nodes)
    {
        foreach (var node in nodes)
            await Registry(node).MeAsync(CancellationToken.None);
        foreach (var node in nodes)
            await Registry(node).ShareAsync(CancellationToken.None);
        foreach (var node in nodes)
            node.Clock.Advance(NodeShare.Grace);
    }

    private static WorkerRegistry Registry(DeliveryHost node) => node.Services.GetRequiredService<WorkerRegistry>();

    private static int Limit(DeliveryHost node) => node.Services.GetRequiredService<RelayPool>().Limit;
}
