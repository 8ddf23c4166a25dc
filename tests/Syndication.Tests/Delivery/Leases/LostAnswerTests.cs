using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Leases;

/// <summary>A commit succeeds and its answer is lost with the connection to the database: what is done again then is done once.</summary>
public sealed class LostAnswerTests : DeliveryTest
{
    private static readonly byte[] Nobody = [1];

    private LedgerWriter Writer => Host.Services.GetRequiredService<LedgerWriter>();

    [Fact]
    public async Task An_intent_that_is_made_again_is_one_attempt()
    {
        var lease = await LeaseAsync();

        await Writer.SubmitAsync(IntentOf(lease));
        var again = await Writer.SubmitAsync(IntentOf(lease));

        Assert.Equal(Applied.Won, Assert.Single(again));
        Assert.Equal(1, (await Host.RowAsync(1, 7)).Attempts);
    }

    [Fact]
    public async Task An_intent_that_was_refused_is_given_back_as_if_it_had_never_been()
    {
        var lease = await LeaseAsync();

        await Writer.SubmitAsync(IntentOf(lease));
        await Writer.SubmitAsync(new StandDown(lease, lease.Waiting, Reason: null, Host.Clock.GetUtcNow()));

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Queued, 0, null, null), (row.State, row.Attempts, row.FirstAttemptAt, row.Worker));
    }

    [Fact]
    public async Task An_acceptance_that_is_written_again_is_no_repeat()
    {
        var lease = await LeaseAsync();
        await Writer.SubmitAsync(IntentOf(lease));
        var accepted = ResultOf(lease, new SendOutcome.Accepted(RelayReply.From(250, "2.0.0 Ok: queued as 4711")));

        await Writer.SubmitAsync(accepted);
        await Writer.SubmitAsync(accepted);

        var row = await Host.RowAsync(1, 7);
        Assert.Equal((MessageState.Sent, 0), (row.State, row.Repeats));
        Assert.Single(await Host.AttemptsAsync(row.Id));
    }

    [Fact]
    public async Task A_refusal_that_is_written_again_is_one_attempt()
    {
        var lease = await LeaseAsync();
        await Writer.SubmitAsync(IntentOf(lease));
        var later = ResultOf(lease, new SendOutcome.TryLater(RelayReply.From(450, "4.2.0 Later")));

        await Writer.SubmitAsync(later);
        await Writer.SubmitAsync(later);

        Assert.Single(await Host.AttemptsAsync(lease.Id));
    }

    [Fact]
    public async Task A_lease_that_nobody_learned_of_is_taken_back_before_the_next_sending()
    {
        Host.Relay(Server.Port);
        await LeaseAsync();

        await Host.DrainAsync();

        Assert.Equal((MessageState.Sent, 0), ((await Host.RowAsync(1, 7)).State, (await Host.CountsAsync(1)).Doubts));
    }

    private async Task<LeasedMessage> LeaseAsync()
    {
        await Host.QueueAsync(1, 7);
        return Assert.Single(await Host.Services.GetRequiredService<LeaseStore>().LeaseAsync(MessageStream.Digest, CancellationToken.None));
    }

    private Intent IntentOf(LeasedMessage lease) => new(lease, "relay-0", Nobody, Version: 1, Host.Clock.GetUtcNow());

    private AttemptResult ResultOf(LeasedMessage lease, SendOutcome outcome) =>
        new(lease, "relay-0", Nobody, Version: 1, outcome, InDoubtPolicy.Resend, Host.Clock.GetUtcNow());
}
