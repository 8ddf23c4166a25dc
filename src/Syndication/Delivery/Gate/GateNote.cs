using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Leases;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>
/// What the gate found in the first message of a mailing. Where it holds, the mailing is paused and the message waits again in the same commit; a
/// mailing that was held before and resumed by an operator, or of which something went out already, is let through.
/// </summary>
/// <param name="Lease">The message.</param>
/// <param name="Reasons">A reason a line.</param>
/// <param name="IsHolding">Whether a fault is to hold it.</param>
/// <param name="At">Now.</param>
internal sealed record GateNote(LeasedMessage Lease, string Reasons, bool IsHolding, DateTimeOffset At) : Transition(Lease)
{
    /// <summary>Nothing was sent: what cannot be written is found again.</summary>
    public override bool MustBeWritten => false;

    /// <summary>Whether the message must wait; known when it is committed.</summary>
    public bool Holds { get; private set; }

    /// <summary>Whether nobody had found it before; known when it is committed.</summary>
    public bool IsNews { get; private set; }

    /// <summary>Applies it in the writer's transaction.</summary>
    public async Task ApplyAsync(PublicationDb db, CancellationToken ct)
    {
        var group = Lease.Key.Group;
        var holds = IsHolding && !await HasBegunAsync(db, ct);
        IsNews = await MailingNotes.AddAsync(db, group, NoteBy.Gate, holds, Reasons, At, ct);
        Holds = await db.Set<MailingNote>().AnyAsync(note => note.Group == group && note.By == NoteBy.Gate && note.IsHolding, ct);
        if (!Holds)
            return;
        await db.Set<Mailing>()
            .Where(mailing => mailing.Stream == Lease.Key.Stream && mailing.Group == group && mailing.State == MailingState.Open)
            .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Paused), ct);
        await new StandDown(Lease, Lease.Waiting, Reason: null, At).ApplyAsync(db, ct);
    }

    // A process that starts anew in the middle of a mailing looks at its first message again.
    private Task<bool> HasBegunAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<Message>()
            .AnyAsync(
                row =>
                    row.Stream == Lease.Key.Stream
                    && row.Group == Lease.Key.Group
                    && (row.State == MessageState.Sent || row.State == MessageState.Sending || row.State == MessageState.InDoubt),
                ct
            );
}
