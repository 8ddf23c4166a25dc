using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

public sealed class BackoffTests : DeliveryTest
{
    [Fact]
    public async Task A_relay_that_says_later_is_asked_after_five_minutes_doubling_to_four_hours_for_a_day()
    {
        Host.Relay(Server.Port);
        Server.Answer("RCPT", "450 4.2.1 later", times: 100);
        await Host.QueueAsync(1, 7);

        var minutes = new List<double>();
        await Host.DrainAsync();
        while (await Host.RowAsync(1, 7) is { State: MessageState.Deferred } row)
        {
            var wait = row.NextAttemptAt - Host.Clock.GetUtcNow();
            minutes.Add(wait.TotalMinutes);
            await Host.DrainAfterAsync(wait - TimeSpan.FromSeconds(1));
            Assert.Equal(row.Attempts, (await Host.RowAsync(1, 7)).Attempts);
            await Host.DrainAfterAsync(TimeSpan.FromSeconds(1));
        }

        var expected = new double[] { 5, 10, 20, 40, 80, 160, 240, 240, 240, 240 };
        Assert.All(expected.Zip(minutes), pair => Assert.InRange(pair.Second, pair.First * 0.9, pair.First * 1.1));
        Assert.Equal(TimeSpan.FromHours(24), Host.Clock.GetUtcNow() - SyndicationHost.Start);
        Assert.Equal(MessageState.Failed, (await Host.RowAsync(1, 7)).State);
    }

    [Fact]
    public async Task Rows_that_were_put_off_together_do_not_come_back_together()
    {
        Host.Relay(Server.Port);
        Server.Answer("RCPT", "450 4.2.1 later", times: 20);
        var readers = Enumerable.Range(1, 20).Select(number => (long)number).ToArray();
        await Host.QueueAsync(1, readers);

        await Host.DrainAsync();

        var due = new HashSet<DateTimeOffset>();
        foreach (var reader in readers)
            due.Add((await Host.RowAsync(1, reader)).NextAttemptAt);
        Assert.InRange(due.Count, 15, 20);
    }
}
