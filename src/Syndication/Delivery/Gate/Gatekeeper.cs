using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery.Gate.Checks;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Mails;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>
/// Stands before the first message of each digest: by the verdict on the publication's sending that was last reached, and by what the message itself
/// shows. For every further message of the mailing it is one look into memory.
/// </summary>
internal sealed partial class Gatekeeper(
    GateInspector inspector,
    Database database,
    LedgerWriter writer,
    GateMetrics metrics,
    SenderSignal senders,
    IOptions<DeliveryOptions> delivery,
    IOptions<PublicationOptions> publication,
    TimeProvider clock,
    ILogger<Gatekeeper> logger
)
{
    /// <summary>So many mailings that passed are remembered; one that is forgotten is looked at once more.</summary>
    private const int MostPassed = 10_000;

    /// <summary>Where faults hold, nothing goes out before the first verdict: it is there within seconds of the start.</summary>
    private static readonly TimeSpan UntilVerdict = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, bool> passed = new();
    private readonly GateMode mode = delivery.Value.Gate;
    private volatile GateReport? report;

    /// <summary>The last verdict; null: none was reached yet.</summary>
    public GateReport? Report => report;

    /// <summary>Whether anything is checked.</summary>
    public bool IsOn => mode != GateMode.Off;

    /// <summary>Reaches a new verdict, and lets go what was held for the publication's faults alone once there are none.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        if (!IsOn)
            return;
        var before = report;
        var now = await inspector.InspectAsync(ct);
        report = now;
        metrics.Faults = now.Faults.Count;
        foreach (var fault in now.Faults.Where(fault => before?.Faults.Contains(fault) != true))
            LogFault(fault.Check, fault.Says);
        if (now.Faults.Count == 0 && await LetGoAsync(ct) is > 0 and var released)
        {
            LogReleased(released);
            senders.Wake();
        }
    }

    /// <summary>Whether a message may be sent; where not, it waits again already.</summary>
    public ValueTask<bool> LetsAsync(LeasedMessage lease, OutgoingMail mail, PreparedMail prepared) =>
        !IsOn || lease.Key.Stream != MessageStream.Digest || passed.ContainsKey(lease.Key.Group)
            ? ValueTask.FromResult(true)
            : new ValueTask<bool>(DecideAsync(lease, mail, prepared));

    private async Task<bool> DecideAsync(LeasedMessage lease, OutgoingMail mail, PreparedMail prepared)
    {
        var now = clock.GetUtcNow();
        var verdict = report;
        if (verdict is null && mode == GateMode.Enforce)
        {
            await writer.SubmitAsync(new StandDown(lease, lease.Waiting, Reason: null, now + UntilVerdict));
            return false;
        }

        // What every message has is the publication's fault, and mended with it.
        var ofPublication = ReasonsOf(verdict?.Faults ?? inspector.Local());
        var ofMail = ReasonsOf(MailCheck.Find(mail, prepared, publication.Value.PostalAddress))
            .Except(ofPublication, StringComparer.Ordinal);
        var found = ofPublication
            .Select(reason => (By: NoteBy.Gate, Reason: reason))
            .Concat(ofMail.Select(reason => (By: NoteBy.Mail, Reason: reason)))
            .GroupBy(one => one.By, (by, some) => (By: by, Reasons: string.Join('\n', some.Select(one => one.Reason))))
            .ToList();
        return found.Count == 0 ? Pass(lease.Key.Group) : await NoteAsync(lease, found, now);
    }

    private static List<string> ReasonsOf(IEnumerable<GateFinding> findings) =>
        [.. findings.Where(finding => finding.IsFault).Select(fault => $"{fault.Check}: {fault.Says}").Distinct(StringComparer.Ordinal)];

    private async Task<bool> NoteAsync(LeasedMessage lease, List<(NoteBy By, string Reasons)> found, DateTimeOffset now)
    {
        var note = new GateNote(lease, found, mode == GateMode.Enforce, now);
        if ((await writer.SubmitAsync(note))[0] == Applied.NotWritten)
        {
            // The row is still leased: it is given back when the store can be written again.
            await writer.SubmitAsync(new StandDown(lease, lease.Waiting, Reason: null, now));
            return false;
        }

        var reasons = string.Join('\n', found.Select(some => some.Reasons));
        if (note.IsNews && note.Holds)
            LogHeld(lease.Key.Group, reasons);
        else if (note.IsNews)
            LogWarned(lease.Key.Group, reasons);
        return !note.Holds && Pass(lease.Key.Group);
    }

    private bool Pass(long group)
    {
        if (passed.Count >= MostPassed)
            passed.Clear();
        return passed[group] = true;
    }

    // The note goes too, so that the gate looks at the mailing again.
    private async Task<int> LetGoAsync(CancellationToken ct)
    {
        if (!await database.ReadAsync((db, token) => Held(db).AnyAsync(token), ct))
            return 0;
        return await database.WriteAsync(
            async (db, token) =>
            {
                var held = await Held(db).Select(note => note.Group).ToListAsync(token);
                await db.Set<MailingNote>()
                    .Where(note => note.By == NoteBy.Gate && note.IsHolding && held.Contains(note.Group))
                    .ExecuteDeleteAsync(token);
                return await db.Set<Mailing>()
                    .Where(mailing =>
                        mailing.Stream == MessageStream.Digest && held.Contains(mailing.Group) && mailing.State == MailingState.Paused
                    )
                    // One that still has a note was paused by an operator meanwhile.
                    .Where(mailing => !db.Set<MailingNote>().Any(note => note.Group == mailing.Group && note.By == NoteBy.Gate))
                    .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Open), token);
            },
            ct
        );
    }

    // Stopped by the brake or for its own faults as well, it stays stopped: they are as they were.
    private static IQueryable<MailingNote> Held(PublicationDb db) =>
        db.Set<MailingNote>()
            .Where(note => note.By == NoteBy.Gate && note.IsHolding)
            .Where(note => !db.Set<MailingNote>().Any(other => other.Group == note.Group && other.By != NoteBy.Gate && other.IsHolding));

    [LoggerMessage(
        EventId = 4030,
        Level = LogLevel.Warning,
        Message = "The gate found a fault: {Check}: {Says}; \"doctor\" says what mends it"
    )]
    private partial void LogFault(string check, string says);

    [LoggerMessage(EventId = 4031, Level = LogLevel.Error, Message = "Digest {Group} is held by the gate: {Reasons}")]
    private partial void LogHeld(long group, string reasons);

    [LoggerMessage(EventId = 4032, Level = LogLevel.Warning, Message = "Digest {Group} goes out though the gate found faults: {Reasons}")]
    private partial void LogWarned(long group, string reasons);

    [LoggerMessage(EventId = 4033, Level = LogLevel.Information, Message = "The gate finds no fault any more and lets {Count} digests go")]
    private partial void LogReleased(int count);
}
