using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Relays;
using Syndication.Delivery.Returns;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate;

/// <summary>A relay that is new to the world takes a little more each day.</summary>
public sealed class WarmUpTests : DeliveryTest
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task It_takes_twice_as_many_each_day_and_the_rest_stays_queued()
    {
        Host.Relay(Server.Port, 0, ("WarmUp", "3"));
        await Host.QueueAsync(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        await Host.DrainAsync();
        Assert.Equal((3, 8), await SentAndQueuedAsync());
        await Host.DrainAfterAsync(TimeSpan.FromHours(2));
        Assert.Equal((3, 8), await SentAndQueuedAsync());

        await Host.DrainAfterAsync(Day);
        Assert.Equal((9, 2), await SentAndQueuedAsync());
        await Host.DrainAfterAsync(Day);
        Assert.Equal((11, 0), await SentAndQueuedAsync());
    }

    [Fact]
    public async Task A_day_on_which_little_was_sent_or_much_came_back_earns_nothing()
    {
        Host.Relay(Server.Port, 0, ("WarmUp", "4"));
        await Host.QueueAsync(1, 1);
        await Host.DrainAsync();
        await Host.QueueAsync(2, Enumerable.Range(2, 20).Select(number => (long)number).ToArray());

        await Host.DrainAfterAsync(Day);
        Assert.Equal(5, Server.Received.Count);
        await Host.Database.WriteAsync(
            (db, ct) =>
            {
                db.Add(
                    new ReturnEvent
                    {
                        Group = 2,
                        Domain = "inbox.test",
                        Class = ReturnClass.Complaint,
                        Reason = "complaint",
                        At = Host.Clock.GetUtcNow(),
                    }
                );
                return Task.CompletedTask;
            },
            CancellationToken.None
        );

        await Host.DrainAfterAsync(Day);
        Assert.Equal(9, Server.Received.Count);
    }

    [Fact]
    public async Task Urgent_mail_goes_out_all_the_same_over_the_only_connection()
    {
        Host.Relay(Server.Port, 0, ("WarmUp", "1"), ("MaxConnections", "1"));
        await Host.QueueAsync(1, 1, 2, 3);
        await Host.DrainAsync();
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 8, 9);

        await Host.DrainAsync();

        Assert.Equal((1, 2), await SentAndQueuedAsync());
        Assert.Equal(2, (await Host.CountsAsync(1, MessageStream.Transactional)).In(MessageState.Sent));
    }

    [Fact]
    public async Task Another_relay_takes_what_it_may_not()
    {
        Host.Relay(Server.Port, 0, ("WarmUp", "2"), ("Weight", "100"));
        Host.Relay(Server.Port, 1);
        await Host.QueueAsync(1, 1, 2, 3, 4, 5, 6);

        await Host.DrainAsync();

        Assert.Equal((6, 0), await SentAndQueuedAsync());
    }

    [Fact]
    public async Task Senders_do_not_ask_again_and_again_for_what_waits_for_tomorrow()
    {
        Host.Relay(Server.Port, 0, ("WarmUp", "1"));
        await Host.QueueAsync(1, 1, 2);
        await Host.DrainAsync();

        var next = await Host.Services.GetRequiredService<SenderJobs>().NextDueAsync(CancellationToken.None);

        Assert.Equal(Host.Clock.GetUtcNow() + DayAllowance.AskAgain, next);
    }

    [Fact]
    public async Task Nodes_share_one_ceiling_and_give_back_what_they_do_not_use()
    {
        _ = Host.Services;
        var store = Host.Services.GetRequiredService<WarmUpStore>();
        using var one = new DayAllowance("relay", 70, store, Host.Clock);
        using var other = new DayAllowance("relay", 70, store, Host.Clock);

        var first = await TakeAsync(one, 10) + await TakeAsync(other, 100);
        Assert.Equal(10 + 20, first);
        Assert.True(other.IsSpent);

        await one.ReturnAsync(CancellationToken.None);
        Host.Clock.Advance(DayAllowance.AskAgain);
        Assert.Equal(40, await TakeAsync(other, 100));
        Assert.Equal(0, await TakeAsync(one, 1));
    }

    private static async Task<int> TakeAsync(DayAllowance allowance, int most)
    {
        var taken = 0;
        while (taken < most && await allowance.TakeAsync(CancellationToken.None))
            taken++;
        return taken;
    }

    private async Task<(int Sent, int Queued)> SentAndQueuedAsync()
    {
        var counts = await Host.CountsAsync(1);
        return (counts.In(MessageState.Sent), counts.In(MessageState.Queued));
    }
}
