using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// What an operator may do for those whom a group did not reach: have it sent again to whoever surely does not have it, and decide about
/// the messages that may have arrived.
/// </summary>
/// <remarks>
/// A message that is sent again is the same row under the same Message-ID: nobody has it, so no copy can be taken for a double, and a bounce
/// of an earlier attempt still finds it. Its attempts stay on record; its time for trying begins anew.
/// </remarks>
public sealed class Recovery(IOptions<DeliveryOptions> delivery, TimeProvider clock)
{
    private const string GivenUpWords = "given up by the operator; it may have arrived";

    /// <summary>Who surely does not have a group's message and did not end it: it failed, expired, or was cancelled with the whole group.</summary>
    public Task<List<long>> MissedAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct) =>
        Missed(db, stream, group).Select(row => row.Recipient).ToListAsync(ct);

    /// <summary>Queues the messages of these recipients again, where they are still missed; the group is open and fresh from then on. Safe to run again.</summary>
    /// <returns>How many were queued.</returns>
    public async Task<int> QueueAgainAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        IReadOnlyCollection<long> recipients,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await EndCancelledAsync(db, stream, group, now, ct);
        var queued = await Missed(db, stream, group)
            .Where(row => recipients.Contains(row.Recipient))
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(row => row.State, MessageState.Queued)
                        .SetProperty(row => row.CreatedAt, now)
                        .SetProperty(row => row.NextAttemptAt, now)
                        .SetProperty(row => row.Attempts, 0)
                        .SetProperty(row => row.FirstAttemptAt, (DateTimeOffset?)null)
                        .SetProperty(row => row.DoneAt, (DateTimeOffset?)null),
                ct
            );
        if (queued > 0)
            await ReopenAsync(db, stream, group, ct);
        return queued;
    }

    /// <summary>
    /// Sends held messages again, with the version that may have arrived and the same Message-ID: the operator has decided that a double is
    /// better than a loss. Without an answer they are held once more.
    /// </summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="group">What is sent.</param>
    /// <param name="recipient">Whose; null: of all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many were held.</returns>
    public async Task<int> ReleaseAsync(PublicationDb db, MessageStream stream, long group, long? recipient, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await EndCancelledAsync(db, stream, group, now, ct);
        var released = await Held(db, stream, group, recipient)
            .ExecuteUpdateAsync(
                change => change.SetProperty(row => row.State, MessageState.InDoubt).SetProperty(row => row.NextAttemptAt, now),
                ct
            );
        if (released > 0)
            await ReopenAsync(db, stream, group, ct);
        return released;
    }

    /// <summary>Ends held messages without another attempt. Their doubt stays: what they carry is not sent to their readers again.</summary>
    /// <inheritdoc cref="ReleaseAsync"/>
    public Task<int> GiveUpAsync(PublicationDb db, MessageStream stream, long group, long? recipient, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Held(db, stream, group, recipient)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(row => row.State, MessageState.Cancelled)
                        .SetProperty(row => row.LastReply, GivenUpWords)
                        .SetProperty(row => row.DoneAt, now),
                ct
            );
    }

    private static IQueryable<Message> Missed(PublicationDb db, MessageStream stream, long group) =>
        db.Set<Message>()
            .Where(row => row.Stream == stream && row.Group == group && row.Doubts == 0)
            .Where(row =>
                row.State == MessageState.Failed
                || row.State == MessageState.Expired
                || (row.State == MessageState.Cancelled && row.LastReply == Mailing.CancelledWords)
            );

    private static IQueryable<Message> Held(PublicationDb db, MessageStream stream, long group, long? recipient) =>
        db.Set<Message>()
            .Where(row => row.Stream == stream && row.Group == group && row.State == MessageState.Held)
            .Where(row => recipient == null || row.Recipient == recipient);

    // To cancel a large group takes many transactions: what a process that died in the middle left must not go out because the group is opened
    // for others.
    private static async Task EndCancelledAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var isCancelled = await db.Set<Mailing>()
            .AnyAsync(one => one.Stream == stream && one.Group == group && one.State == MailingState.Cancelled, ct);
        if (!isCancelled)
            return;
        var rows = db.Set<Message>().Where(row => row.Stream == stream && row.Group == group);
        await OpenMessages.EndAsync(rows, MessageState.Cancelled, Mailing.CancelledWords, now, ct);
    }

    // A paused group stays paused: sending again is no reason to go on with what was stopped.
    private async Task ReopenAsync(PublicationDb db, MessageStream stream, long group, CancellationToken ct)
    {
        DateTimeOffset? fresh = clock.GetUtcNow() + delivery.Value.FreshFor;
        var mailing = db.Set<Mailing>().Where(one => one.Stream == stream && one.Group == group);
        await mailing
            .Where(one => one.FreshUntil < fresh)
            .ExecuteUpdateAsync(change => change.SetProperty(one => one.FreshUntil, fresh), ct);
        await mailing.ExecuteUpdateAsync(
            change =>
                change
                    .SetProperty(one => one.Settled, false)
                    .SetProperty(one => one.State, one => one.State == MailingState.Cancelled ? MailingState.Open : one.State),
            ct
        );
    }
}
