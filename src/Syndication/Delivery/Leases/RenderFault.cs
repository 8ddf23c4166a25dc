using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>
/// Leased to failed: it could not be rendered for its recipient. When that is so of the first of a group and nothing of it went out, the fault
/// is the group's: it is paused in the same commit, and the rest waits.
/// </summary>
/// <param name="Lease">The row.</param>
/// <param name="Reason">What was wrong.</param>
/// <param name="At">Now.</param>
internal sealed record RenderFault(LeasedMessage Lease, string Reason, DateTimeOffset At) : Transition(Lease)
{
    /// <summary>Rows in these states were rendered once.</summary>
    private static readonly MessageState[] Rendered =
    [
        MessageState.Sending,
        MessageState.Deferred,
        MessageState.InDoubt,
        MessageState.Held,
        MessageState.Sent,
    ];

    /// <summary>Whether this one stopped its group; known when it is committed.</summary>
    public bool StoppedGroup { get; private set; }

    /// <summary>Applies it in the writer's transaction.</summary>
    public async Task ApplyAsync(PublicationDb db, CancellationToken ct)
    {
        StoppedGroup = false;
        var isOpen = await Group(db).AnyAsync(mailing => mailing.State == MailingState.Open, ct);

        // Leased before the group was stopped: it waits with the others.
        var standDown = new StandDown(Lease, isOpen ? Lease.Ended : Lease.Waiting, isOpen ? Reason : null, At);
        if (await standDown.ApplyAsync(db, ct) && isOpen)
            StoppedGroup = await FirstFailures.StopAsync(db, Lease.Key, Rendered, At, ct);
    }

    private IQueryable<Mailing> Group(PublicationDb db) =>
        db.Set<Mailing>().Where(mailing => mailing.Stream == Lease.Key.Stream && mailing.Group == Lease.Key.Group);
}
