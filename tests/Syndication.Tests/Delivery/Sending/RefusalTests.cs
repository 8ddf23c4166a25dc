using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Delivery.Gate;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>A mailbox that is not there is one reader's; a relay that refuses everybody refuses us.</summary>
public sealed class RefusalTests : DeliveryTest
{
    private const int Readers = 60;

    [Fact]
    public async Task When_a_relay_refuses_the_first_twenty_the_issue_is_paused_and_says_so()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Answer("RCPT", "554 5.7.1 Relay access denied", times: Readers);
        await QueueAsync();

        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((20, Readers - 20), (counts.In(MessageState.Failed), counts.In(MessageState.Queued)));
        Assert.Equal(MailingState.Paused, await StateAsync());
        Assert.Equal(
            "Digest 1 is paused: its first 20 messages were all refused by relay-0 (5.7.1 Relay access denied)",
            Assert.Single(Host.Errors.Lines)
        );
        Assert.Contains("stopped: 20 messages failed before any went out (the log says why)", await ReasonsAsync());
    }

    [Fact]
    public async Task Resumed_it_is_stopped_again_only_for_as_many_more()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Answer("RCPT", "554 5.7.1 Relay access denied", times: 21);
        await QueueAsync();
        await Host.DrainAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Host.Database.WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);
        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((21, Readers - 21), (counts.In(MessageState.Failed), counts.In(MessageState.Sent)));
        Assert.Equal(MailingState.Open, await StateAsync());
    }

    [Fact]
    public async Task Resumed_and_refused_by_everybody_again_it_is_stopped_again()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Answer("RCPT", "554 5.7.1 Relay access denied", times: Readers);
        await QueueAsync();
        await Host.DrainAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Host.Database.WriteAsync((db, ct) => Host.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.DrainAsync();

        Assert.Equal((40, MailingState.Paused), ((await Host.CountsAsync(1)).In(MessageState.Failed), await StateAsync()));
    }

    [Fact]
    public async Task Mailboxes_that_are_not_there_do_not_make_a_relay_refuse_us()
    {
        // That so many are not there is the brake's affair.
        Host.Settings["Delivery:Gate"] = "Off";
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.Answer("RCPT", "550 5.1.1 no such user", times: 40);
        await QueueAsync();

        await Host.DrainAsync();

        var counts = await Host.CountsAsync(1);
        Assert.Equal((40, Readers - 40), (counts.In(MessageState.Failed), counts.In(MessageState.Sent)));
    }

    [Fact]
    public async Task Refusals_after_one_that_was_taken_stop_nobody()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        await Host.QueueAsync(1, Readers + 1);
        await Host.DrainAsync();
        Server.Answer("RCPT", "554 5.7.1 not for you", times: 40);
        await QueueAsync();

        await Host.DrainAsync();

        Assert.Equal(40, (await Host.CountsAsync(1)).In(MessageState.Failed));
        Assert.Equal(MailingState.Open, await StateAsync());
    }

    private Task QueueAsync() => Host.QueueAsync(1, [.. Enumerable.Range(1, Readers).Select(number => (long)number)]);

    // What operators are shown.
    private Task<IEnumerable<string>> ReasonsAsync() =>
        Host.Database.ReadAsync(async (db, ct) => (await MailingNotes.ReasonsAsync(db, [1], ct))[1], CancellationToken.None);

    private Task<MailingState> StateAsync() =>
        Host.Database.ReadAsync((db, ct) => db.Set<Mailing>().Select(mailing => mailing.State).SingleAsync(ct), CancellationToken.None);
}
