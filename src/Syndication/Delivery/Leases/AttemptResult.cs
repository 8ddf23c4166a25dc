using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Relays;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>
/// What came of an attempt. An acceptance is recorded whoever holds the row by now and whatever state it is in: the reader has the mail. Anything
/// else counts only under the lease that it was made with.
/// </summary>
/// <param name="Lease">The row.</param>
/// <param name="Relay">Where it was sent.</param>
/// <param name="Recipient">Keyed hash of the address.</param>
/// <param name="Version">Version of the content.</param>
/// <param name="Outcome">What the relay said.</param>
/// <param name="Policy">What to do when in doubt.</param>
/// <param name="At">Now.</param>
internal sealed record AttemptResult(
    LeasedMessage Lease,
    string Relay,
    byte[] Recipient,
    int Version,
    SendOutcome Outcome,
    InDoubtPolicy Policy,
    DateTimeOffset At
) : Transition(Lease)
{
    /// <summary>What a relay let pass, at least for the time being. Not what is being sent: there is always something.</summary>
    private static readonly MessageState[] Passed = [MessageState.Deferred, MessageState.InDoubt, MessageState.Held, MessageState.Sent];

    /// <summary>
    /// Whether this one stopped its group: the relay refused the first messages one and all, and not for want of a mailbox, so it refuses us.
    /// Known when it is committed.
    /// </summary>
    public bool StoppedGroup { get; private set; }

    private RelayReply Reply => Outcome.Reply;

    /// <summary>Applies what is not an acceptance (see <see cref="Acceptances"/>), in the writer's transaction.</summary>
    /// <returns>Whether the row was still as expected.</returns>
    public async Task<bool> ApplyAsync(PublicationDb db, CancellationToken ct)
    {
        if (Outcome is SendOutcome.Rejected { NoSuchMailbox: true })
            await Suppressions.AddAsync(db, Recipient, SuppressionReason.NoSuchMailbox, At, ct);
        StoppedGroup = false;
        if (!await SetAsync(db, Next(), ct))
            return false;
        if (Outcome is SendOutcome.Rejected { NoSuchMailbox: false })
            StoppedGroup = await FirstFailures.StopAsync(db, Lease.Key, Passed, At, ct);
        return true;
    }

    /// <summary>Where the row goes: state, due time, whether the attempt counts, whether there is a new doubt.</summary>
    private Verdict Next()
    {
        var attempts = Lease.Attempts + 1;
        var first = Lease.FirstAttemptAt ?? At;
        return Outcome switch
        {
            SendOutcome.TryLater => Later(MessageState.Deferred, RetryRules.After(Lease.Id, attempts, first, At)),
            SendOutcome.Lost { IsAttempt: true } => Later(Lease.Waiting, RetryRules.AfterLost(Lease.Id, attempts, first, At)),
            SendOutcome.Lost or SendOutcome.RelayFault => new Verdict(Lease.Waiting, At, Uncounted: true),
            SendOutcome.InDoubt => Doubt(Lease.Doubts + 1),
            _ => new Verdict(Lease.Ended, At),
        };
    }

    private Verdict Later(MessageState waiting, DateTimeOffset? next) =>
        next is { } due ? new Verdict(waiting, due) : new Verdict(Lease.Ended, At);

    private Verdict Doubt(int doubts) =>
        Policy == InDoubtPolicy.Hold || doubts > RetryRules.MostDoubts
            ? new Verdict(MessageState.Held, At, Doubted: true)
            : new Verdict(MessageState.InDoubt, RetryRules.AfterDoubt(Lease.Id, doubts, At), Doubted: true);

    private async Task<bool> SetAsync(PublicationDb db, Verdict verdict, CancellationToken ct)
    {
        var done = verdict.State == MessageState.Failed ? At.ToUnixTimeMilliseconds() : (long?)null;
        var uncounted = verdict.Uncounted ? 1 : 0;
        var doubted = verdict.Doubted ? 1 : 0;
        return await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "Messages"
                SET "State" = {(int)verdict.State}, "Worker" = NULL, "NextAttemptAt" = {verdict.Due.ToUnixTimeMilliseconds()},
                    "FirstAttemptAt" = CASE WHEN "Attempts" = {uncounted} THEN NULL ELSE "FirstAttemptAt" END,
                    "Attempts" = "Attempts" - {uncounted}, "Doubts" = "Doubts" + {doubted}, "LastCode" = {Reply.Code},
                    "LastEnhancedCode" = {Reply.EnhancedCode}, "LastReply" = {Reply.Text}, "DoneAt" = {done}
                WHERE "Id" = {Lease.Id} AND "State" = {(int)MessageState.Sending} AND "Worker" = {Lease.Worker}
                  AND "Epoch" = {Lease.Epoch}
                """,
                ct
            ) > 0;
    }

    private sealed record Verdict(MessageState State, DateTimeOffset Due, bool Uncounted = false, bool Doubted = false);
}
