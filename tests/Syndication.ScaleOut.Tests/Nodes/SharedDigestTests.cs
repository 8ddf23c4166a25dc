using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Nodes;

/// <summary>Several nodes send one mailing.</summary>
public sealed class SharedDigestTests : DeliveryTest
{
    private const int Readers = 1500;

    [Fact]
    public async Task Three_nodes_share_a_mailing_and_each_message_goes_out_once()
    {
        await using var second = new DeliveryHost();
        await using var third = new DeliveryHost();
        DeliveryHost[] nodes = [Host, second, third];
        foreach (var node in nodes)
            node.Relay(Server.Port);
        second.JoinStoreOf(Host);
        third.JoinStoreOf(Host);
        // The relay answers nobody before every node has come to it: on a quick machine the first would be done before the last has begun.
        var allCame = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.OnMessage = _ =>
        {
            if (Array.TrueForAll(nodes, node => !node.Digests.Asked.IsEmpty))
                allCame.TrySetResult();
            return allCame.Task;
        };
        await Host.QueueAsync(1, [.. Enumerable.Range(1, Readers).Select(number => (long)number)]);

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.DrainAsync())));

        Assert.Equal(Readers, Server.Received.Count);
        Assert.Equal(Readers, Server.Received.Select(mail => mail.To).Distinct().Count());
        var counts = await Host.CountsAsync(1);
        Assert.Equal((Readers, 0, 0), (counts.In(MessageState.Sent), counts.Repeats, counts.Doubts));
        // Not one node while the others looked on.
        Assert.All(nodes, node => Assert.NotEmpty(node.Digests.Asked));
    }

    [Fact]
    public async Task Who_moves_is_not_mailed_by_another_node_before_the_move_is_committed()
    {
        await using var second = new DeliveryHost();
        second.Relay(Server.Port);
        second.JoinStoreOf(Host);
        _ = second.Services;
        await Host.QueueAsync(1, 1, 2, 3);
        var sending = Task.CompletedTask;

        await Host.Database.WriteAsync(
            async (db, ct) =>
            {
                await Ledger.RedirectAsync(db, MessageStream.Digest, 2, ct);
                sending = second.DrainAsync(CancellationToken.None);
                await UntilAsync(() => Task.FromResult(Server.Received.Count >= 2));
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, ct);
                Assert.DoesNotContain(Server.Received, mail => mail.To.Contains("reader2@", StringComparison.Ordinal));
            },
            CancellationToken.None
        );

        await sending;
        await second.DrainAsync();
        Assert.Equal(3, Server.Received.Select(mail => mail.To).Distinct().Count());
    }
}
