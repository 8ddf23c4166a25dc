using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>Order, limits and the moment of each commit, seen from the server that takes the mail.</summary>
public sealed class SendingTests : DeliveryTest
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task When_a_message_arrives_its_intent_and_the_result_of_the_one_before_are_committed()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        var seen = new List<(int Sending, int Sent)>();
        Server.OnMessage = async _ =>
        {
            var counts = await Host.CountsAsync(1);
            seen.Add((counts.In(MessageState.Sending), counts.In(MessageState.Sent)));
        };
        await Host.QueueAsync(1, Readers(20));

        await Host.DrainAsync();

        Assert.Equal(Enumerable.Range(0, 20).Select(before => (1, before)), seen);
    }

    [Fact]
    public async Task Never_are_more_messages_unknown_than_connections_open()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "4"));
        var sending = new ConcurrentBag<int>();
        Server.OnMessage = async _ => sending.Add((await Host.CountsAsync(1)).In(MessageState.Sending));
        await Host.QueueAsync(1, Readers(120));

        await Host.DrainAsync();

        Assert.Equal(120, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.InRange(Server.MostOpen, 2, 4);
        Assert.InRange(sending.Max(), 1, 4);
        Assert.Equal(120, Server.Received.Select(mail => mail.Header("Message-ID")).Distinct().Count());
    }

    [Fact]
    public async Task A_reader_who_is_suppressed_after_the_lease_is_not_mailed()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        var suppressions = Host.Services.GetRequiredService<Suppressions>();
        await AtFirstMessageAsync(
            async (db, ct) =>
            {
                await suppressions.AddAsync(db, "reader2@inbox.test", SuppressionReason.Complaint, ct);
            }
        );

        Assert.Equal(MessageState.Suppressed, (await Host.RowAsync(1, 2)).State);
        Assert.Equal(2, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.DoesNotContain(Server.Received, mail => mail.To.Contains("reader2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waited_while_an_article_was_withdrawn_is_made_anew()
    {
        await AtFirstMessageAsync(
            (_, _) =>
            {
                Host.Digests.Version = 2;
                Host.Clock.Advance(TimeSpan.FromSeconds(3));
                return Task.CompletedTask;
            }
        );

        Assert.Equal(
            (1, 2, 2),
            ((await Host.RowAsync(1, 1)).VersionSent, (await Host.RowAsync(1, 2)).VersionSent, (await Host.RowAsync(1, 3)).VersionSent)
        );
    }

    [Fact]
    public async Task Pausing_in_the_middle_leaves_the_rest_queued()
    {
        await AtFirstMessageAsync((db, ct) => Host.Ledger.PauseAsync(db, MessageStream.Digest, 1, ct));

        Assert.Equal((1, 2), Of(await Host.CountsAsync(1), MessageState.Queued));
    }

    [Fact]
    public async Task Cancelling_in_the_middle_cancels_the_rest()
    {
        await AtFirstMessageAsync((db, ct) => Host.Ledger.CancelMailingAsync(db, MessageStream.Digest, 1, ct));

        Assert.Equal((1, 2), Of(await Host.CountsAsync(1), MessageState.Cancelled));
    }

    [Fact]
    public async Task Leaving_in_the_middle_cancels_that_readers_message()
    {
        await AtFirstMessageAsync((db, ct) => Host.Ledger.CancelOpenAsync(db, MessageStream.Digest, 2, "left", ct));

        Assert.Equal((2, 1), Of(await Host.CountsAsync(1), MessageState.Cancelled));
    }

    [Fact]
    public async Task Urgent_mail_overtakes_digests_that_were_queued_before()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        await Host.QueueAsync(1, Readers(5));
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 99);

        await Host.DrainAsync();

        Assert.Contains("reader99@", Server.Received.First().To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Urgent_mail_overtakes_digests_that_are_already_leased()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.OnMessage = async _ =>
        {
            if (Server.Received.Count != 3)
                return;
            await Host.QueueAsync(MessageStream.Transactional, 1, null, 99);
            Host.Clock.Advance(TimeSpan.FromSeconds(1));
        };
        await Host.QueueAsync(1, Readers(20));

        await Host.DrainAsync();

        // One message is already made ready on the connection.
        Assert.InRange(Server.Received.ToList().FindIndex(mail => mail.To.Contains("reader99@", StringComparison.Ordinal)), 3, 5);
    }

    [Fact]
    public async Task Urgent_mail_goes_out_while_digests_stand_still()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "2"));
        var digestsMayGo = new TaskCompletionSource();
        var digestStands = new TaskCompletionSource();
        var urgentCame = new TaskCompletionSource();
        Server.OnMessage = mail =>
        {
            if (mail.To.Contains("reader99@", StringComparison.Ordinal))
            {
                urgentCame.TrySetResult();
                return Task.CompletedTask;
            }

            digestStands.TrySetResult();
            return digestsMayGo.Task;
        };
        await Host.QueueAsync(1, Readers(10));
        var draining = Host.DrainAsync();
        await digestStands.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await Host.QueueAsync(MessageStream.Transactional, 1, null, 99);
        Host.Services.GetRequiredService<SenderSignal>().Wake();
        await urgentCame.Task.WaitAsync(TimeSpan.FromSeconds(10));

        digestsMayGo.SetResult();
        await draining;
        Assert.Equal(10, (await Host.CountsAsync(1)).In(MessageState.Sent));
    }

    [Fact]
    public async Task Stopping_finishes_what_was_begun_and_gives_back_the_rest()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        using var stop = new CancellationTokenSource();
        Server.OnMessage = async _ =>
        {
            if (Server.Received.Count == 3)
                await stop.CancelAsync();
        };
        await Host.QueueAsync(1, Readers(20));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Host.DrainAsync(stop.Token));

        Assert.Equal((3, 17), Of(await Host.CountsAsync(1), MessageState.Queued));
        Assert.Equal("QUIT", Server.Commands.Last());
        Server.OnMessage = _ => Task.CompletedTask;
        await Host.DrainAsync();
        Assert.Equal(20, Server.Received.Count);
    }

    [Fact]
    public async Task A_connection_is_replaced_after_its_number_of_messages()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"), ("MessagesPerConnection", "4"));
        await Host.QueueAsync(1, Readers(10));

        await Host.DrainAsync();

        Assert.Equal([4, 4, 2], Server.Received.GroupBy(mail => mail.Connection).Select(group => group.Count()));
    }

    [Fact]
    public async Task A_connection_is_replaced_when_it_is_old()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"), ("MaxAge", "00:01:00"));
        Server.OnMessage = _ =>
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(31));
            return Task.CompletedTask;
        };
        await Host.QueueAsync(1, Readers(4));

        await Host.DrainAsync();

        Assert.Equal([2, 2], Server.Received.GroupBy(mail => mail.Connection).Select(group => group.Count()));
    }

    [Fact]
    public async Task A_relay_gets_no_more_messages_a_second_than_it_may()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"), ("MessagesPerSecond", "2"));
        await Host.QueueAsync(1, Readers(5));
        var draining = Host.DrainAsync();
        await UntilAsync(async () => (await Host.CountsAsync(1)).In(MessageState.Sent) == 2);

        var seconds = 0.0;
        while (!draining.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            if (!draining.IsCompleted)
                Host.Clock.Advance(TimeSpan.FromSeconds(0.25));
            seconds += 0.25;
            Assert.InRange(Server.Received.Count, 0, 2 + (seconds * 2));
        }

        await draining;
        Assert.Equal(5, Server.Received.Count);
    }

    [Fact]
    public async Task When_a_relay_is_at_fault_the_next_priority_takes_over()
    {
        await using var second = new FakeSmtpServer();
        Host.Relay(Server.Port, 0, ("Priority", "0"), ("MaxConnections", "1"));
        Host.Relay(second.Port, 1, ("Priority", "10"), ("MaxConnections", "1"));
        Server.Answer("MAIL", "451 4.3.0 not now");
        await Host.QueueAsync(1, Readers(10));

        await Host.DrainAsync();
        Assert.Equal((0, 10), (Server.Received.Count, second.Received.Count));

        await Host.QueueAsync(2, Readers(3));
        await Host.DrainAfterAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((3, 10), (Server.Received.Count, second.Received.Count));
    }

    private static long[] Readers(int count) => [.. Enumerable.Range(1, count).Select(number => (long)number)];

    private static (int Sent, int Other) Of(MailingCounts counts, MessageState other) => (counts.In(MessageState.Sent), counts.In(other));

    /// <summary>Sends to three readers on one connection; while the first message arrives, the others are leased and the second is made ready.</summary>
    private async Task AtFirstMessageAsync(Func<PublicationDb, CancellationToken, Task> change)
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        Server.OnMessage = async _ =>
        {
            if (Server.Received.Count != 1)
                return;
            await UntilAsync(() => Task.FromResult(Host.Digests.Asked.Count >= 2));
            await Host.Database.WriteAsync(change, None);
        };
        await Host.QueueAsync(1, 1, 2, 3);
        await Host.DrainAsync();
    }
}
