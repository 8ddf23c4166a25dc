using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>Reads and writes <see cref="MailingNote"/>s.</summary>
internal static class MailingNotes
{
    /// <summary>What there is to say of some mailings, as lines: who says it, and what.</summary>
    public static async Task<ILookup<long, string>> ReasonsAsync(
        PublicationDb db,
        IReadOnlyCollection<long> groups,
        CancellationToken ct
    ) =>
        (await db.Set<MailingNote>().AsNoTracking().Where(note => groups.Contains(note.Group)).OrderBy(note => note.By).ToListAsync(ct))
            .SelectMany(note => note.Reasons.Split('\n').Select(reason => (note.Group, Line: $"{Word(note)}: {reason}")))
            .ToLookup(pair => pair.Group, pair => pair.Line);

    /// <summary>An operator resumed the mailing: nothing that was known then stops it again.</summary>
    public static Task ReleaseAsync(PublicationDb db, long group, DateTimeOffset now, CancellationToken ct) =>
        db.Set<MailingNote>()
            .Where(note => note.Group == group && note.IsHolding)
            .ExecuteUpdateAsync(
                change => change.SetProperty(note => note.IsHolding, false).SetProperty(note => note.ReleasedAt, (DateTimeOffset?)now),
                ct
            );

    /// <summary>When an operator last resumed a mailing that a note held; null: never, or there is no such note.</summary>
    public static Task<DateTimeOffset?> ReleasedAtAsync(PublicationDb db, long group, NoteBy by, CancellationToken ct) =>
        db.Set<MailingNote>().Where(note => note.Group == group && note.By == by).Select(note => note.ReleasedAt).SingleOrDefaultAsync(ct);

    /// <summary>Notes that a mailing is paused from now on, also where it was before and was resumed.</summary>
    public static async Task HoldAsync(PublicationDb db, long group, NoteBy by, string reasons, DateTimeOffset now, CancellationToken ct)
    {
        if (!await AddAsync(db, group, by, isHolding: true, reasons, now, ct))
            await db.Set<MailingNote>()
                .Where(note => note.Group == group && note.By == by)
                .ExecuteUpdateAsync(change => change.SetProperty(note => note.IsHolding, true).SetProperty(note => note.At, now), ct);
    }

    /// <summary>An operator paused what the gate holds: it stays paused, and no check that is mended lets it go.</summary>
    /// <returns>Whether the gate held it.</returns>
    public static async Task<bool> TakeOverAsync(PublicationDb db, long group, CancellationToken ct) =>
        await db.Set<MailingNote>()
            .Where(note => note.Group == group && (note.By == NoteBy.Gate || note.By == NoteBy.Mail) && note.IsHolding)
            .Where(note =>
                db.Set<Mailing>()
                    .Any(mailing =>
                        mailing.Stream == MessageStream.Digest && mailing.Group == note.Group && mailing.State == MailingState.Paused
                    )
            )
            .ExecuteUpdateAsync(change => change.SetProperty(note => note.IsHolding, false), ct) > 0;

    /// <summary>Writes one where there is none.</summary>
    /// <returns>Whether there was none.</returns>
    public static async Task<bool> AddAsync(
        PublicationDb db,
        long group,
        NoteBy by,
        bool isHolding,
        string reasons,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "MailingNotes" ("Group", "By", "IsHolding", "Reasons", "At")
            VALUES ({group}, {(int)by}, {isHolding}, {reasons}, {now.ToUnixTimeMilliseconds()})
            ON CONFLICT DO NOTHING
            """,
            ct
        ) > 0;

    private static string Word(MailingNote note) =>
        (note.By, note.IsHolding) switch
        {
            (NoteBy.Brake, true) => "stopped by the brake",
            (NoteBy.Brake, false) => "the brake",
            (NoteBy.Refusals, true) => "stopped",
            (NoteBy.Refusals, false) => "was stopped",
            (_, true) => "held by the gate",
            _ => "the gate",
        };
}
