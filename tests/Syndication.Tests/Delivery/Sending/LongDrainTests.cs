using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>What happens around an issue whose sending takes long.</summary>
public sealed class LongDrainTests : DeliveryTest
{
    private const int Readers = 200;

    [Fact]
    public async Task When_the_store_fails_the_senders_connections_end_and_everything_begins_again()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "2"));
        Server.OnMessage = async _ =>
        {
            if (Server.Received.Count == 20)
                Host.Reads.Fail("rows_due");
            await PassAsync();
        };
        await QueueAsync(1);

        await Assert.ThrowsAsync<IOException>(() => Host.DrainAsync());
        Assert.InRange(Server.Received.Count, 20, Readers - 20);

        await Host.DrainAsync();
        Assert.Equal(Readers, Server.Received.Count);
        Assert.Equal(Readers, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Fact]
    public async Task What_is_stale_meanwhile_expires_at_once_and_not_when_all_is_done()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        var expired = new List<int>();
        Server.OnMessage = async _ =>
        {
            await PassAsync();
            expired.Add((await Host.CountsAsync(2)).In(MessageState.Expired));
        };
        await QueueAsync(1);
        await Host.QueueAsync(MessageStream.Digest, 2, SyndicationHost.Start.AddSeconds(1), 1, 2, 3);

        await Host.DrainAsync();

        // Ten seconds are a hundred messages.
        Assert.Equal((0, 3), (expired[80], expired[^1]));
    }

    private Task QueueAsync(long group) => Host.QueueAsync(group, [.. Enumerable.Range(1, Readers).Select(number => (long)number)]);

    private async Task PassAsync()
    {
        Host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }
}
