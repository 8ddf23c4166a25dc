using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Leases;

/// <summary>Who holds a row, and what a result is worth that comes from somebody who no longer does.</summary>
public sealed class LeaseTests : DeliveryTest
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task After_a_crash_what_was_leased_is_sent_and_what_was_being_sent_is_in_doubt()
    {
        await Host.QueueAsync(1, 7, 8, 9);
        await Host.ChangeAsync(1, 7, row => (row.State, row.Worker) = (MessageState.Leased, 4711));
        await Host.ChangeAsync(1, 8, row => (row.State, row.Worker, row.Attempts) = (MessageState.Sending, 4711, 1));

        await Host.DrainAsync();

        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Sent));
        var doubted = await Host.RowAsync(1, 8);
        Assert.Equal((1, 2), (doubted.Doubts, doubted.Attempts));
        Assert.Equal(
            [AttemptOutcome.InDoubt, AttemptOutcome.Accepted],
            (await Host.AttemptsAsync(doubted.Id)).Select(attempt => attempt.Outcome)
        );
        Assert.Equal(0, (await Host.RowAsync(1, 7)).Doubts);
        Assert.Equal(3, Directory.GetFiles(Host.Outbox).Length);
    }

    [Fact]
    public async Task After_a_crash_what_was_being_sent_is_held_by_policy()
    {
        Host.Settings["Delivery:InDoubt"] = "Hold";
        await Host.QueueAsync(1, 7);
        await Host.ChangeAsync(1, 7, row => (row.State, row.Worker) = (MessageState.Sending, 4711));

        await Host.DrainAsync();

        Assert.Equal(MessageState.Held, (await Host.RowAsync(1, 7)).State);
    }

    [Fact]
    public async Task A_crash_on_the_way_to_a_repeat_does_not_forget_the_doubt()
    {
        await Host.QueueAsync(1, 7);
        await Host.ChangeAsync(1, 7, row => (row.State, row.Worker, row.Doubts) = (MessageState.Leased, 4711, 1));
        Host.Digests.Answers[7] = () => throw new InvalidOperationException("stops before the intent");

        await Host.DrainAsync();

        Assert.Equal(MessageState.InDoubt, (await Host.RowAsync(1, 7)).State);
    }

    [Theory]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.InDoubt)]
    [InlineData(MessageState.Held)]
    [InlineData(MessageState.Cancelled)]
    [InlineData(MessageState.Expired)]
    public async Task An_acceptance_counts_whoever_brings_it_and_whatever_has_become_of_the_row(MessageState state)
    {
        var lease = await LeaseAsync();
        await Host.ChangeAsync(1, 7, row => (row.State, row.Worker, row.Epoch) = (state, null, row.Epoch + 3));

        Assert.Equal(Applied.Won, await SubmitAsync(Result(lease, new SendOutcome.Accepted(RelayReply.From(250, "2.0.0 Ok")))));

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 0, 250), (row.State, row.Repeats, row.LastCode));
    }

    [Fact]
    public async Task A_second_acceptance_is_counted_as_a_repeat()
    {
        var lease = await LeaseAsync();
        await SubmitAsync(Result(lease, new SendOutcome.Accepted(RelayReply.From(250, "Ok"))));
        Host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Applied.Lost, await SubmitAsync(Result(lease, new SendOutcome.Accepted(RelayReply.From(250, "Ok")))));

        Assert.Equal(1, (await Host.CountsAsync(1)).Repeats);
        Assert.Equal(2, (await Host.AttemptsAsync(lease.Id)).Count);
    }

    [Fact]
    public async Task Two_acceptances_of_one_row_in_one_commit_are_one_and_a_repeat()
    {
        var lease = await LeaseAsync();
        var accepted = Result(lease, new SendOutcome.Accepted(RelayReply.From(250, "Ok")));

        Assert.Equal([Applied.Won, Applied.Lost], await Writer.SubmitAsync(accepted, accepted with { Relay = "relay-1" }));

        Assert.Equal((1, "relay-0"), ((await Host.CountsAsync(1)).Repeats, (await Host.RowAsync(1, 7)).Relay));
        Assert.Equal(["relay-0", "relay-1"], (await Host.AttemptsAsync(lease.Id)).Select(attempt => attempt.Relay));
    }

    [Fact]
    public async Task Each_of_many_changes_in_one_commit_is_judged_by_itself()
    {
        var leases = await LeaseAsync(7, 8, 9, 10, 11);
        await Writer.SubmitAsync(Intent(leases[0]), Intent(leases[1]));
        var accepted = new SendOutcome.Accepted(RelayReply.From(250, "2.0.0 Ok"));
        var later = new SendOutcome.TryLater(RelayReply.From(450, "later"));

        var applied = await Writer.SubmitAsync(
            Intent(leases[4]),
            Intent(leases[3] with { Epoch = 0 }),
            new StandDown(leases[2], MessageState.Cancelled, "left", Host.Clock.GetUtcNow()),
            Result(leases[1], later),
            Result(leases[0], accepted)
        );

        Assert.Equal([Applied.Won, Applied.Lost, Applied.Won, Applied.Won, Applied.Won], applied);
        var rows = new List<MessageState>();
        foreach (var lease in leases)
            rows.Add((await Host.RowAsync(1, lease.Key.Recipient)).State);
        Assert.Equal([MessageState.Sent, MessageState.Deferred, MessageState.Cancelled, MessageState.Leased, MessageState.Sending], rows);
    }

    [Fact]
    public async Task An_address_that_a_result_suppresses_is_not_written_to_in_the_same_commit()
    {
        var leases = await LeaseAsync(7, 8);
        await Writer.SubmitAsync(Intent(leases[1]));
        var gone = new SendOutcome.Rejected(RelayReply.From(550, "5.1.1 no such user"), NoSuchMailbox: true);

        Assert.Equal([Applied.Lost, Applied.Won], await Writer.SubmitAsync(Intent(leases[0]), Result(leases[1], gone)));

        Assert.Equal(MessageState.Suppressed, (await Host.RowAsync(1, 7)).State);
    }

    [Fact]
    public async Task Any_other_result_under_an_old_lease_is_refused()
    {
        var lease = await LeaseAsync();
        await Host.ChangeAsync(1, 7, row => (row.State, row.Epoch) = (MessageState.Sending, row.Epoch + 1));

        SendOutcome[] outcomes =
        [
            new SendOutcome.Rejected(RelayReply.From(550, "5.7.1 no"), NoSuchMailbox: false),
            new SendOutcome.TryLater(RelayReply.From(450, "later")),
            new SendOutcome.InDoubt(RelayReply.From(null, "silence")),
            new SendOutcome.Lost(RelayReply.From(null, "gone"), IsAttempt: true),
        ];
        foreach (var outcome in outcomes)
            Assert.Equal(Applied.Lost, await SubmitAsync(Result(lease, outcome)));

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sending, 0), (row.State, row.Doubts));
    }

    [Fact]
    public async Task An_intent_under_an_old_lease_or_of_another_worker_is_refused()
    {
        var lease = await LeaseAsync();

        Assert.Equal(Applied.Lost, await SubmitAsync(Intent(lease with { Epoch = lease.Epoch - 1 })));
        Assert.Equal(Applied.Lost, await SubmitAsync(Intent(lease with { Worker = lease.Worker + 1 })));
        Assert.Equal(Applied.Won, await SubmitAsync(Intent(lease)));
    }

    [Fact]
    public async Task A_worker_that_stops_beating_for_a_minute_loses_its_leases()
    {
        await Host.QueueAsync(1, 7, 8);
        await Host.DrainAsync();
        await Host.QueueAsync(2, 7, 8);
        await Host.Database.WriteAsync(
            (db, _) =>
            {
                db.Add(new Worker { Id = 4711 });
                return Task.FromResult(true);
            },
            None
        );
        await Host.ChangeAsync(2, 7, row => (row.State, row.Worker) = (MessageState.Leased, 4711));
        await Host.ChangeAsync(2, 8, row => (row.State, row.Worker) = (MessageState.Sending, 4711));
        var registry = Host.Services.GetRequiredService<WorkerRegistry>();

        for (var second = 0; second < 60; second += 10)
        {
            await registry.BeatAsync(None);
            Host.Clock.Advance(WorkerRegistry.Beat);
        }

        Assert.Equal(MessageState.Leased, (await Host.RowAsync(2, 7)).State);
        await registry.BeatAsync(None);
        Assert.Equal(MessageState.Queued, (await Host.RowAsync(2, 7)).State);
        Assert.Equal(MessageState.InDoubt, (await Host.RowAsync(2, 8)).State);
        await Host.DrainAsync();
        Assert.Equal(2, (await Host.CountsAsync(2)).In(MessageState.Sent));
    }

    [Fact]
    public async Task Who_did_not_beat_for_a_while_buries_nobody_for_what_it_did_not_see()
    {
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();
        await Host.QueueAsync(2, 7);
        await Host.Database.WriteAsync(
            (db, _) =>
            {
                db.Add(new Worker { Id = 4711 });
                return Task.FromResult(true);
            },
            None
        );
        await Host.ChangeAsync(2, 7, row => (row.State, row.Worker) = (MessageState.Sending, 4711));
        var registry = Host.Services.GetRequiredService<WorkerRegistry>();
        await registry.BeatAsync(None);

        // The store was away: nobody could beat.
        Host.Clock.Advance(TimeSpan.FromSeconds(70));
        await registry.BeatAsync(None);
        Assert.Equal(MessageState.Sending, (await Host.RowAsync(2, 7)).State);

        for (var beats = 0; beats < 6; beats++)
        {
            Host.Clock.Advance(WorkerRegistry.Beat);
            await registry.BeatAsync(None);
        }

        Assert.Equal(MessageState.InDoubt, (await Host.RowAsync(2, 7)).State);
    }

    [Fact]
    public async Task A_worker_that_beats_keeps_its_leases_for_as_long_as_it_likes()
    {
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();
        var registry = Host.Services.GetRequiredService<WorkerRegistry>();
        await Host.Database.WriteAsync(
            (db, _) =>
            {
                db.Add(new Worker { Id = 4711 });
                return Task.FromResult(true);
            },
            None
        );

        for (var second = 0; second < 300; second += 10)
        {
            await registry.BeatAsync(None);
            await Host.Database.WriteAsync(
                (db, ct) =>
                    db.Set<Worker>()
                        .Where(worker => worker.Id == 4711)
                        .ExecuteUpdateAsync(change => change.SetProperty(worker => worker.Beats, worker => worker.Beats + 1), ct),
                None
            );
            Host.Clock.Advance(WorkerRegistry.Beat);
        }

        Assert.Equal(2, await Host.Database.ReadAsync((db, ct) => db.Set<Worker>().CountAsync(ct), None));
    }

    [Fact]
    public async Task A_worker_that_was_buried_begins_again_under_a_new_number()
    {
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();
        var registry = Host.Services.GetRequiredService<WorkerRegistry>();
        var before = await registry.MeAsync(None);
        await Host.Database.WriteAsync((db, ct) => db.Set<Worker>().ExecuteDeleteAsync(ct), None);

        await registry.BeatAsync(None);

        Assert.NotEqual(before, await registry.MeAsync(None));
    }

    private LedgerWriter Writer => Host.Services.GetRequiredService<LedgerWriter>();

    private async Task<LeasedMessage> LeaseAsync() => Assert.Single(await LeaseAsync(7));

    private async Task<IReadOnlyList<LeasedMessage>> LeaseAsync(params long[] readers)
    {
        await Host.QueueAsync(1, readers);
        return await Host.Services.GetRequiredService<LeaseStore>().LeaseAsync(MessageStream.Digest, None);
    }

    private async Task<Applied> SubmitAsync(Transition transition) => Assert.Single(await Writer.SubmitAsync(transition));

    private Intent Intent(LeasedMessage lease) => new(lease, "relay-0", new byte[32], 1, Host.Clock.GetUtcNow());

    private AttemptResult Result(LeasedMessage lease, SendOutcome outcome) =>
        new(lease, "relay-0", new byte[32], 1, outcome, InDoubtPolicy.Resend, Host.Clock.GetUtcNow());
}
