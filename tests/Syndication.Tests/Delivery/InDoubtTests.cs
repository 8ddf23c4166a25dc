using Microsoft.Extensions.Diagnostics.HealthChecks;
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

    [Theory]
    [InlineData(MessageState.Leased)]
    [InlineData(MessageState.Deferred)]
    public async Task Calling_back_what_may_have_arrived_leaves_it_in_doubt_and_its_repeat_decides(MessageState state)
    {
        Host.Relay(Server.Port);
        await DoubtAsync(7, 8);
        foreach (var reader in new[] { 7, 8 })
            await Host.ChangeAsync(1, reader, row => row.State = state);
        await Host.QueueAsync(2, 7);

        foreach (var reader in new[] { 7, 8 })
        {
            await Host.Database.WriteAsync(
                (db, ct) => Host.Ledger.CancelOpenAsync(db, MessageStream.Digest, reader, "the plan was changed", ct),
                CancellationToken.None
            );
        }

        Assert.Equal((MessageState.InDoubt, 1), await StateAsync(7));
        Assert.Equal(MessageState.Cancelled, (await Host.RowAsync(2, 7)).State);
        Host.Digests.Answers[8] = () => new Composition.Void("the reader takes no mail");
        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((MessageState.Sent, 1), await StateAsync(7));
        Assert.Equal((MessageState.Cancelled, 1), await StateAsync(8));
    }

    [Fact]
    public async Task A_repeat_that_cannot_be_rendered_is_held_and_has_not_failed()
    {
        Host.Relay(Server.Port);
        await DoubtAsync(7);
        Host.Digests.Answers[7] = () => new Composition.Faulty("no such block");

        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((MessageState.Held, 1), await StateAsync(7));
    }

    [Fact]
    public async Task A_repeat_that_is_refused_for_good_is_held_and_has_not_failed()
    {
        Host.Relay(Server.Port);
        await DoubtAsync(7);
        Server.Answer("RCPT", "554 5.7.1 no");

        await Host.DrainAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((MessageState.Held, 1), await StateAsync(7));
    }

    [Fact]
    public async Task A_held_message_is_logged_once_as_an_error_and_shows_in_the_health_check()
    {
        Host.Settings["Delivery:InDoubt"] = "Hold";
        Host.Relay(Server.Port);
        await DoubtAsync(7);
        await Host.DrainAsync();

        var id = (await Host.RowAsync(1, 7)).Id;
        Assert.Single(
            Host.Errors.Lines,
            line => line == $"1 messages of Digest 1, {id} first, may have arrived and are not sent again: they wait for the operator"
        );
        var health = await Host.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith("1 held", health.Description, StringComparison.Ordinal);
    }

    private async Task DoubtAsync(params long[] readers)
    {
        await Host.QueueAsync(1, readers);
        Server.Drop(".", times: readers.Length);
        await Host.DrainAsync();
        foreach (var reader in readers)
            Assert.Equal(1, (await Host.RowAsync(1, reader)).Doubts);
    }

    private async Task<(MessageState State, int Doubts)> StateAsync(long reader)
    {
        var row = await Host.RowAsync(1, reader);
        return (row.State, row.Doubts);
    }
}
