using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>Leased to anything but sending: given back, or there is nothing to send.</summary>
/// <remarks>From sending, too, where an intent was refused whose commit had succeeded after all: only what was not sent is stood down.</remarks>
/// <param name="Lease">The row.</param>
/// <param name="To">The state.</param>
/// <param name="Reason">Why, when it is a final state.</param>
/// <param name="At">Now; for a row that waits again, when it is due.</param>
internal sealed record StandDown(LeasedMessage Lease, MessageState To, string? Reason, DateTimeOffset At) : Transition(Lease)
{
    /// <summary>Applies it in the writer's transaction.</summary>
    /// <returns>Whether the row was still as expected.</returns>
    public async Task<bool> ApplyAsync(PublicationDb db, CancellationToken ct)
    {
        var final = To >= MessageState.Sent;
        return await db.Set<Message>()
                .Where(row =>
                    row.Id == Lease.Id
                    && (row.State == MessageState.Leased || row.State == MessageState.Sending)
                    && row.Worker == Lease.Worker
                    && row.Epoch == Lease.Epoch
                )
                .ExecuteUpdateAsync(
                    change =>
                        change
                            .SetProperty(row => row.State, To)
                            .SetProperty(row => row.Attempts, Lease.Attempts)
                            .SetProperty(row => row.FirstAttemptAt, Lease.FirstAttemptAt)
                            .SetProperty(row => row.Worker, (long?)null)
                            .SetProperty(row => row.NextAttemptAt, At)
                            .SetProperty(row => row.LastReply, row => Reason ?? row.LastReply)
                            .SetProperty(row => row.DoneAt, final ? At : null),
                    ct
                ) > 0;
    }
}
