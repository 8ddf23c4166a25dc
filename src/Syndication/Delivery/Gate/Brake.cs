using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery.Figures;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>
/// Stops digests while they are sent where too much comes back, and tells operators before that. Only an operator lets them go on: from then on
/// it counts anew. Off with the gate; it stops in both other modes, since waiting loses nothing.
/// </summary>
internal sealed partial class Brake(
    Database database,
    FigureCounts figures,
    GateMetrics metrics,
    SenderSignal senders,
    IOptions<DeliveryOptions> delivery,
    TimeProvider clock,
    ILogger<Brake> logger
)
{
    // Of each digest that is stopped something is written, and verbs write beside the server.
    private const int Chunk = 500;

    /// <summary>So many dead addresses since it last looked, and the senders look at once.</summary>
    private const int DeadBeforeLook = 5;

    /// <summary>While mail is sent, it looks at least this often.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>It rests this many times as long as it looked: what it reads grows with what was sent, and a send must not wait for it.</summary>
    private const int Rest = 10;

    private readonly bool isOn = delivery.Value.Gate != GateMode.Off;
    private int dead;
    private long lookedAt = clock.GetTimestamp();
    private TimeSpan rest;
    private string told = "";

    /// <summary>Whether it is time to look.</summary>
    public bool IsDue =>
        clock.GetElapsedTime(Volatile.Read(ref lookedAt)) is var since
        && since >= rest
        && (since >= Every || Volatile.Read(ref dead) >= DeadBeforeLook);

    /// <summary>A relay said that there is no such mailbox.</summary>
    public void NoteDead()
    {
        if (Interlocked.Increment(ref dead) == DeadBeforeLook)
            senders.Wake();
    }

    /// <summary>Adds what was counted to the store, and stops what must be stopped. Safe to run again, and on several nodes.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        Volatile.Write(ref dead, 0);
        try
        {
            await JudgeAsync(ct);
        }
        finally
        {
            rest = Rest * clock.GetElapsedTime(began);
            Volatile.Write(ref lookedAt, clock.GetTimestamp());
        }
    }

    private async Task JudgeAsync(CancellationToken ct)
    {
        await figures.FlushAsync(ct);
        var now = clock.GetUtcNow();
        metrics.Returned = await database.ReadAsync((db, token) => BrakeRates.ReturnedAsync(db, now - BrakeWindow.Length, token), ct);
        if (!isOn)
            return;
        var (findings, lists) = await database.ReadAsync(
            async (db, token) => ((await BrakeRates.WindowAsync(db, now, token)).Findings(), await BrakeRates.DeadListsAsync(db, token)),
            ct
        );
        metrics.Excessive = findings.Count;
        foreach (var (group, says) in lists)
            await StopAsync([group], says, now, ct);
        var stopping = findings.Where(finding => finding.Stops).ToList();
        if (stopping.Count > 0)
            await StopAllAsync(stopping, now, ct);
        else
            await TellAsync(findings, now, ct);
    }

    private async Task StopAllAsync(List<BrakeFinding> findings, DateTimeOffset now, CancellationToken ct)
    {
        var open = await database.ReadAsync((db, token) => Going(db).Select(mailing => mailing.Group).ToListAsync(token), ct);
        foreach (var some in open.Order().Chunk(Chunk))
            await StopAsync(some, ReasonsOf(findings), now, ct);
    }

    private async Task StopAsync(long[] groups, string reasons, DateTimeOffset now, CancellationToken ct)
    {
        var stopped = await database.WriteAsync(
            async (db, token) =>
            {
                var going = await Going(db)
                    .Where(mailing => groups.Contains(mailing.Group))
                    .Select(mailing => mailing.Group)
                    .ToListAsync(token);
                await db.Set<Mailing>()
                    .Where(mailing => mailing.Stream == MessageStream.Digest && going.Contains(mailing.Group))
                    .ExecuteUpdateAsync(change => change.SetProperty(mailing => mailing.State, MailingState.Paused), token);
                await WriteAsync(db, going, isHolding: true, reasons, now, token);
                return going.Count;
            },
            ct
        );
        if (stopped == 0)
            return;
        metrics.CountStopped(stopped);
        LogStopped(stopped, groups[0]);
    }

    // Told once for as long as it stays the same.
    private async Task TellAsync(IReadOnlyList<BrakeFinding> findings, DateTimeOffset now, CancellationToken ct)
    {
        var reasons = ReasonsOf(findings);
        if (reasons == told)
            return;
        told = reasons;
        if (findings.Count == 0)
            return;
        LogTold(findings.Count);
        var open = await database.ReadAsync((db, token) => Going(db).Select(mailing => mailing.Group).ToListAsync(token), ct);
        foreach (var some in open.Order().Chunk(Chunk))
            await database.WriteAsync((db, token) => WriteAsync(db, some, isHolding: false, reasons, now, token), ct);
    }

    private static async Task WriteAsync(
        PublicationDb db,
        IReadOnlyCollection<long> groups,
        bool isHolding,
        string reasons,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (groups.Count == 0)
            return;
        var known = await db.Set<MailingNote>()
            .Where(note => note.By == NoteBy.Brake && groups.Contains(note.Group))
            .ToDictionaryAsync(note => note.Group, ct);
        foreach (var group in groups)
        {
            if (known.TryGetValue(group, out var note))
                (note.IsHolding, note.Reasons, note.At) = (isHolding, reasons, now);
            else
                db.Add(
                    new MailingNote
                    {
                        Group = group,
                        By = NoteBy.Brake,
                        IsHolding = isHolding,
                        Reasons = reasons,
                        At = now,
                    }
                );
        }
    }

    /// <summary>Digests that may be sent and of which something is left.</summary>
    private static IQueryable<Mailing> Going(PublicationDb db) =>
        db.Set<Mailing>()
            .Where(mailing => mailing.Stream == MessageStream.Digest && !mailing.Settled && mailing.State == MailingState.Open)
            .Where(mailing =>
                db.Set<Message>()
                    .Any(row =>
                        row.Stream == mailing.Stream
                        && row.Group == mailing.Group
                        && (
                            row.State == MessageState.Queued
                            || row.State == MessageState.Leased
                            || row.State == MessageState.Deferred
                            || row.State == MessageState.InDoubt
                        )
                    )
            );

    private static string ReasonsOf(IEnumerable<BrakeFinding> findings) =>
        string.Join('\n', findings.Select(finding => $"{finding.Domain}: {finding.Says}"));

    // Without domains' names: one with a single reader would name that reader. The notes have them.
    [LoggerMessage(
        EventId = 4035,
        Level = LogLevel.Error,
        Message = "Too much comes back: {Count} digests, {Group} first, are stopped until an operator resumes them; \"issues show\" says why"
    )]
    private partial void LogStopped(int count, long group);

    [LoggerMessage(
        EventId = 4036,
        Level = LogLevel.Warning,
        Message = "Complaints are many at {Domains} receiving domains; three times as many stop what is sent"
    )]
    private partial void LogTold(int domains);
}
