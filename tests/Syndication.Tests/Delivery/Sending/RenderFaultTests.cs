using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>One message that cannot be rendered is one message; the first twenty are a fault of the issue.</summary>
public sealed class RenderFaultTests : DeliveryTest
{
    [Fact]
    public async Task A_fault_for_one_reader_fails_that_one()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Break(2);
        await Host.QueueAsync(1, 1, 2, 3);

        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((2, 1), (counts.In(MessageState.Sent), counts.In(MessageState.Failed)));
        Assert.Equal("no such hole", (await Host.RowAsync(1, 2)).LastReply);
        Assert.Empty(Host.Errors.Lines);
    }

    [Fact]
    public async Task When_the_first_twenty_fail_the_issue_is_paused_and_says_so()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Break(Readers(60));
        await Host.QueueAsync(1, Readers(60));

        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((20, 40), (counts.In(MessageState.Failed), counts.In(MessageState.Queued)));
        Assert.Equal(MailingState.Paused, await StateAsync());
        Assert.Equal(
            "Digest 1 is paused: none of its first 20 messages could be rendered (no such hole)",
            Assert.Single(Host.Errors.Lines)
        );

        // The template is mended, and the operator lets it go on.
        Host.Digests.Answers.Clear();
        await Host.Database.WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);
        await Host.DrainAsync();
        Assert.Equal(40, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Fact]
    public async Task Twenty_that_fail_after_one_went_out_do_not_stop_the_others()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Break([.. Readers(60).Where(reader => reader is > 1 and <= 41)]);
        await Host.QueueAsync(1, 1);
        await Host.DrainAsync();
        await Host.QueueAsync(1, [.. Readers(60).Skip(1)]);

        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((20, 40), (counts.In(MessageState.Sent), counts.In(MessageState.Failed)));
    }

    private Task<MailingState> StateAsync() =>
        Host.Database.ReadAsync((db, ct) => db.Set<Mailing>().Select(mailing => mailing.State).SingleAsync(ct), CancellationToken.None);

    private void Break(params long[] readers)
    {
        foreach (var reader in readers)
            Host.Digests.Answers[reader] = () => new Composition.Faulty("no such hole");
    }

    private static long[] Readers(int count) => [.. Enumerable.Range(1, count).Select(number => (long)number)];
}
