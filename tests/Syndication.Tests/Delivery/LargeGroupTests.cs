using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

/// <summary>A large group ends a bounded number of rows at a time: others get in between, and it may be broken off anywhere.</summary>
public sealed class LargeGroupTests : DeliveryTest
{
    private const int Readers = (2 * OpenMessages.Batch) + 500;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);
    private readonly AsyncLocal<bool> isOther = new();
    private readonly List<Task<MailingCounts>> others = [];

    private OpenMessages Open => Host.Services.GetRequiredService<OpenMessages>();

    private Recovery Recovery => Host.Services.GetRequiredService<Recovery>();

    [Fact]
    public async Task A_large_group_that_is_cancelled_lets_other_writers_in_between()
    {
        await QueueAsync();
        WatchCommits();

        var cancelled = await Open.CancelAsync(MessageStream.Digest, 1, None);

        var seen = await SeenByOthersAsync(MessageState.Cancelled);
        Assert.Equal(Readers, cancelled);
        Assert.Equal([0, OpenMessages.Batch, 2 * OpenMessages.Batch, Readers], seen);
    }

    [Fact]
    public async Task Who_cancels_a_very_large_group_does_not_wait_for_its_end()
    {
        await QueueAsync();
        Host.Commits.Meanwhile = () => Host.Clock.Advance(OpenMessages.Bite);

        var cancelled = await Open.CancelAsync(MessageStream.Digest, 1, None);

        Host.Commits.Meanwhile = null;
        Assert.Equal(OpenMessages.Batch, cancelled);
        await Host.DrainAsync();
        Assert.Equal(Readers, (await Host.CountsAsync(1)).In(MessageState.Cancelled));
        Assert.False(Directory.Exists(Host.Outbox));
    }

    [Fact]
    public async Task A_large_group_that_expires_lets_other_writers_in_between()
    {
        await QueueAsync();
        WatchCommits();

        await Host.DrainAfterAsync(Fresh);

        var seen = await SeenByOthersAsync(MessageState.Expired);
        Assert.Equal([0, OpenMessages.Batch, 2 * OpenMessages.Batch, Readers], seen);
        Assert.False(Directory.Exists(Host.Outbox));
    }

    [Fact]
    public async Task Nothing_is_sent_of_a_group_whose_cancelling_was_broken_off_and_the_senders_end_it()
    {
        await BreakOffAsync();

        await Host.DrainAsync();

        Assert.False(Directory.Exists(Host.Outbox));
        Assert.Equal(Readers, (await Host.CountsAsync(1)).In(MessageState.Cancelled));
    }

    [Fact]
    public async Task Cancelling_again_what_was_broken_off_ends_the_rest()
    {
        await BreakOffAsync();

        var rest = await Open.CancelAsync(MessageStream.Digest, 1, None);

        Assert.Equal(Readers - OpenMessages.Batch, rest);
        Assert.Equal(0, await Open.CancelAsync(MessageStream.Digest, 1, None));
        Assert.Equal(Readers, (await Host.CountsAsync(1)).In(MessageState.Cancelled));
    }

    [Fact]
    public async Task Who_is_sent_a_broken_off_group_again_gets_it_alone()
    {
        await BreakOffAsync();

        await Host.Database.WriteAsync((db, ct) => Recovery.QueueAgainAsync(db, MessageStream.Digest, 1, [1, 2], ct), None);
        await Host.DrainAsync();

        Assert.Equal(2, Directory.GetFiles(Host.Outbox).Length);
        var counts = await Host.CountsAsync(1);
        Assert.Equal((2, Readers - 2), (counts.In(MessageState.Sent), counts.In(MessageState.Cancelled)));
    }

    [Fact]
    public async Task Whoever_is_released_from_a_broken_off_group_gets_it_alone()
    {
        await BreakOffAsync();
        await Host.ChangeAsync(1, 1, row => (row.State, row.Doubts, row.VersionSent) = (MessageState.Held, 1, 1));

        await Host.Database.WriteAsync((db, ct) => Recovery.ReleaseAsync(db, MessageStream.Digest, 1, null, ct), None);
        await Host.DrainAsync();

        Assert.Single(Directory.GetFiles(Host.Outbox));
        Assert.Equal(Readers - 1, (await Host.CountsAsync(1)).In(MessageState.Cancelled));
    }

    [Fact]
    public async Task A_reader_who_joins_a_group_that_is_expiring_keeps_fresh_what_has_not_expired()
    {
        await QueueAsync();
        await Host.Database.WriteAsync((db, ct) => Host.Ledger.PauseAsync(db, MessageStream.Digest, 1, ct), None);
        Task? joining = null;
        Host.Commits.Meanwhile = () =>
        {
            if (Host.Commits.Count > 1)
                joining ??= Host.QueueAsync(MessageStream.Digest, 1, SyndicationHost.Start + Fresh + Fresh, Readers + 1);
        };
        Host.Commits.Reset();

        await Host.DrainAfterAsync(Fresh);

        await joining!;
        var counts = await Host.CountsAsync(1);
        Assert.Equal(Readers + 1, counts.In(MessageState.Expired) + counts.In(MessageState.Queued));
        Assert.InRange(counts.In(MessageState.Queued), 501, Readers - OpenMessages.Batch + 1);
    }

    [Fact]
    public async Task Urgent_mail_does_not_wait_until_a_large_group_has_expired()
    {
        const int many = 6 * OpenMessages.Batch;
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        await QueueAsync(many);
        Host.Clock.Advance(Fresh);
        await Host.QueueAsync(MessageStream.Transactional, 1, null, 99);
        Host.Commits.Meanwhile = () => Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var expired = -1;
        Server.OnMessage = async _ => expired = (await Host.CountsAsync(1)).In(MessageState.Expired);

        await Host.DrainAsync();
        Host.Commits.Meanwhile = null;
        await Host.DrainAsync();

        Assert.InRange(expired, OpenMessages.Batch, many - 1);
        Assert.Equal(many, (await Host.CountsAsync(1)).In(MessageState.Expired));
    }

    private Task QueueAsync(int readers = Readers) =>
        Host.QueueAsync(
            MessageStream.Digest,
            1,
            SyndicationHost.Start + Fresh,
            [.. Enumerable.Range(1, readers).Select(number => (long)number)]
        );

    /// <summary>The process dies at the commit of the second batch; the first commit says that the group is cancelled.</summary>
    private async Task BreakOffAsync()
    {
        await QueueAsync();
        Host.Commits.Reset(failing: 3);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Open.CancelAsync(MessageStream.Digest, 1, None));
        Host.Commits.Reset();
        var counts = await Host.CountsAsync(1);
        Assert.True(counts.AddsUp);
        Assert.Equal(
            (OpenMessages.Batch, Readers - OpenMessages.Batch),
            (counts.In(MessageState.Cancelled), counts.In(MessageState.Queued))
        );
    }

    /// <summary>At each commit somebody else comes to write, and looks at the group when it is their turn.</summary>
    private void WatchCommits() =>
        Host.Commits.Meanwhile = () =>
        {
            if (isOther.Value)
                return;
            isOther.Value = true;
            others.Add(Host.Database.WriteAsync((db, ct) => Host.Ledger.CountsAsync(db, MessageStream.Digest, 1, ct), None)!);
            isOther.Value = false;
        };

    private async Task<List<int>> SeenByOthersAsync(MessageState state)
    {
        var seen = await Task.WhenAll(others);
        Assert.All(seen, counts => Assert.True(counts.AddsUp));
        return [.. seen.Select(counts => counts.In(state)).Distinct()];
    }
}
