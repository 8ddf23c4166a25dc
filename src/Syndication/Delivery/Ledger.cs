using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The ledger as other features use it: they queue messages and call them back in their own transactions.</summary>
public sealed class Ledger(TimeProvider clock)
{
    /// <summary>Queues a message each; a key that is there already is left alone, so this is safe to run again.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="group">What is sent.</param>
    /// <param name="recipients">Who gets it.</param>
    /// <param name="freshUntil">After this, unsent messages of the group are stale; null: never.</param>
    /// <param name="ct">Cancels.</param>
    public async Task QueueAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        IReadOnlyCollection<long> recipients,
        DateTimeOffset? freshUntil,
        CancellationToken ct
    )
    {
        if (await db.Set<Mailing>().FindAsync([stream, group], ct) is null)
        {
            db.Add(
                new Mailing
                {
                    Stream = stream,
                    Group = group,
                    FreshUntil = freshUntil,
                }
            );
        }

        var there = await db.Set<Message>()
            .Where(message => message.Stream == stream && message.Group == group && recipients.Contains(message.Recipient))
            .Select(message => message.Recipient)
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        db.AddRange(
            recipients
                .Except(there)
                .Order()
                .Select(recipient => new Message
                {
                    Stream = stream,
                    Group = group,
                    Recipient = recipient,
                    CreatedAt = now,
                })
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Cancels what is not yet on its way to a recipient: queued, leased and deferred rows. A row whose intent is committed is left to its result.
    /// </summary>
    /// <returns>How many were cancelled.</returns>
    public Task<int> CancelOpenAsync(PublicationDb db, MessageStream stream, long recipient, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Set<Message>()
            .Where(message => message.Stream == stream && message.Recipient == recipient)
            .Where(message =>
                message.State == MessageState.Queued || message.State == MessageState.Leased || message.State == MessageState.Deferred
            )
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(message => message.State, MessageState.Cancelled)
                        .SetProperty(message => message.LastReply, reason)
                        .SetProperty(message => message.DoneAt, now),
                ct
            );
    }
}
