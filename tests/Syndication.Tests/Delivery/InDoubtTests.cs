using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

/// <summary>Everything was written and nothing was answered.</summary>
public sealed class InDoubtTests : DeliveryTest
{
    [Fact]
    public async Task A_message_in_doubt_is_sent_again_with_the_same_id_and_version()
    {
        Host.Relay(Server.Port);
        Server.Drop(".");
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();
        Assert.Equal(MessageState.InDoubt, (await Host.RowAsync(1, 7)).State);
        await Host.DrainAsync();
        Assert.Single(Server.Received);

        Host.Digests.Version = 2;
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 1, 2, 1), (row.State, row.Doubts, row.Attempts, row.VersionSent));
        Assert.Equal(2, Server.Received.Count);
        Assert.Single(Server.Received.Select(mail => mail.Header("Message-ID")).Distinct());
        Assert.Single(Server.Received.Select(mail => mail.Text).Distinct());
        Assert.Equal(new int?[] { null, 1 }, Host.Digests.Asked.Select(asked => asked.Version));
    }

    [Fact]
    public async Task After_five_repeats_it_is_held_for_the_operator()
    {
        Host.Relay(Server.Port);
        Server.Drop(".", times: 100);
        await Host.QueueAsync(1, 7);

        for (var hour = 0; hour < 30; hour++)
            await Host.DrainAfterAsync(TimeSpan.FromHours(1));

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Held, 6), (row.State, row.Doubts));
        Assert.Equal(6, Server.Received.Count);
        Assert.Equal(1, (await Host.CountsAsync(1)).In(MessageState.Held));
        Assert.Equal(6, (await Host.CountsAsync(1)).Doubts);
    }

    [Fact]
    public async Task By_policy_it_is_held_at_once()
    {
        Host.Settings["Delivery:InDoubt"] = "Hold";
        Host.Relay(Server.Port);
        Server.Drop(".");
        await Host.QueueAsync(1, 7);

        await Host.DrainAsync();
        await Host.DrainAfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(MessageState.Held, (await Host.RowAsync(1, 7)).State);
        Assert.Single(Server.Received);
    }

    [Fact]
    public async Task A_stale_message_in_doubt_is_held_because_its_reader_may_have_it()
    {
        Host.Relay(Server.Port);
        Server.Drop(".");
        await Host.QueueAsync(MessageStream.Digest, 1, SyndicationHost.Start.AddHours(12), 7);
        await Host.DrainAsync();

        await Host.DrainAfterAsync(TimeSpan.FromHours(13));

        Assert.Equal(MessageState.Held, (await Host.RowAsync(1, 7)).State);
    }

    [Fact]
    public async Task A_doubt_outlives_a_relay_fault_on_the_way_to_the_repeat()
    {
        Host.Relay(Server.Port);
        Server.Drop(".");
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();

        Server.Answer("MAIL", "451 4.3.0 not now");
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(MessageState.InDoubt, (await Host.RowAsync(1, 7)).State);
    }
}
