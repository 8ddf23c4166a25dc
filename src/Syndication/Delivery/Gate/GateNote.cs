using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Leases;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>
/// What the gate found before the first message of a mailing. Where it holds, the mailing is paused and the message waits again in the same commit;
/// a mailing that was held before and resumed by an operator, or of which something went out already, is let through.
/// </summary>
/// <param name="Lease">The message.</param>
/// <param name="Found">A reason a line, by whose it is.</param>
/// <param name="IsHolding">Whether a fault is to hold it.</param>
/// <param name="At">Now.</param>
internal sealed record GateNote(LeasedMessage Lease, IReadOnlyList<(NoteBy By, string Reasons)> Found, bool IsHolding, DateTimeOffset At)
    : Transition(Lease)
{
    /// <summary>Nothing was sent: what cannot be written is found again.</summary>
    public override bool MustBeWritten => false;

    /// <summary>Whether the message must wait, for a fault or because somebody stopped the mailing meanwhile; known when it is committed.</summary>
    public bool Holds { get; private set; }

    /// <summary>Whether nobody had found it before; known when it is committed.</summary>
    public bool IsNews { get; private set; }

    /// <summary>Applies it in the writer's transaction.</summary>
    public async Task ApplyAsync(PublicationDb db, CancellationToken ct)
    {
        var group = Lease.Key.Group;
        var open = db.Set<Mailing>()
            .Where(mailing => mailing.Stream == Lease.Key.Stream && mailing.Group == group && mailing.State == MailingState.Open);
        var holds = IsHolding && !await IsKnownAsync(db, ct) && !await HasBegunAsync(db, ct);
        var isOpen = holds
            ? await open.ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Paused), ct) > 0
            : await open.AnyAsync(ct);
        IsNews = false;

        // Where somebody stopped it meanwhile, a note that holds it would end that stop once the fault is mended.
        foreach (var (by, reasons) in isOpen ? Found : [])
            IsNews |= await MailingNotes.AddAsync(db, group, by, holds, reasons, At, ct);
        Holds = holds || !isOpen;
        if (Holds)
            await new StandDown(Lease, Lease.Waiting, Reason: null, At).ApplyAsync(db, ct);
    }

    private Task<bool> IsKnownAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<MailingNote>().AnyAsync(note => note.Group == Lease.Key.Group && (note.By == NoteBy.Gate || note.By == NoteBy.Mail), ct);

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
