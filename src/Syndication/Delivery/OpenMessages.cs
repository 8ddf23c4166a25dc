using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>Ends the messages of a group that no sender has begun to send.</summary>
internal static class OpenMessages
{
    /// <summary>Brings queued, leased and deferred rows into a final state; rows that were ever in doubt are held instead.</summary>
    /// <returns>How many came into the final state.</returns>
    public static async Task<int> StopAsync(
        PublicationDb db,
        MessageStream stream,
        long group,
        MessageState final,
        string reason,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var open = db.Set<Message>()
            .Where(message => message.Stream == stream && message.Group == group)
            .Where(message =>
                message.State == MessageState.Queued
                || message.State == MessageState.Leased
                || message.State == MessageState.Deferred
                || message.State == MessageState.InDoubt
            );
        await open.Where(message => message.Doubts > 0)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(message => message.State, MessageState.Held)
                        .SetProperty(message => message.Worker, (long?)null)
                        .SetProperty(message => message.LastReply, reason),
                ct
            );
        return await open.ExecuteUpdateAsync(
            change =>
                change
                    .SetProperty(message => message.State, final)
                    .SetProperty(message => message.Worker, (long?)null)
                    .SetProperty(message => message.LastReply, reason)
                    .SetProperty(message => message.DoneAt, now),
            ct
        );
    }
}
