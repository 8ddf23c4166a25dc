using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Returns;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>Reads what the brake judges by. Each query costs as much as came back, not as much as was sent.</summary>
internal static class BrakeRates
{
    private const int LeastHard = 5;

    /// <summary>Fills the window as of now.</summary>
    public static async Task<BrakeWindow> WindowAsync(PublicationDb db, DateTimeOffset now, CancellationToken ct)
    {
        var released = await db.Set<MailingNote>()
            .Where(note => note.ReleasedAt != null && note.By == NoteBy.Brake)
            .MaxAsync(note => note.ReleasedAt, ct);
        var window = new BrakeWindow(now, released);
        var since = window.Since;
        var hour = DateTimeOffset.FromUnixTimeMilliseconds(FigureCounts.HourOf(since));
        var returns = await (
            from happened in db.Set<ReturnEvent>()
            where
                happened.At >= since
                && happened.Stream == MessageStream.Digest
                && (happened.Class == ReturnClass.Complaint || happened.Class == ReturnClass.Hard)
            join row in db.Set<Message>() on happened.Message equals row.Id into rows
            from row in rows.DefaultIfEmpty()
            select new
            {
                happened.Domain,
                happened.Class,
                happened.At,
                SentAt = row == null ? null : row.DoneAt,
            }
        ).ToListAsync(ct);
        foreach (var one in returns)
            window.AddReturn(one.Domain, one.Class == ReturnClass.Complaint, one.At, one.SentAt);
        var dead = await db.Set<Figure>()
            .Where(figure => figure.Kind == FigureKind.Refused && figure.Reason == RefusalReasons.NoSuchMailbox && figure.Hour >= hour)
            .GroupBy(figure => new { figure.Domain, figure.Hour })
            .Select(figures => new { figures.Key, Count = figures.Sum(figure => figure.Count) })
            .ToListAsync(ct);
        foreach (var one in dead)
            window.AddDead(one.Key.Domain, one.Key.Hour, one.Count);
        var domains = returns
            .Select(one => one.Domain)
            .Concat(dead.Select(one => one.Key.Domain))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var some in domains.Chunk(500))
        {
            var sent = await db.Set<Figure>()
                .Where(figure => some.Contains(figure.Domain) && figure.Hour >= hour && figure.Kind == FigureKind.Sent)
                .GroupBy(figure => new { figure.Domain, figure.Hour })
                .Select(figures => new { figures.Key, Count = figures.Sum(figure => figure.Count) })
                .ToListAsync(ct);
            foreach (var one in sent)
                window.AddSent(one.Key.Domain, one.Key.Hour, one.Count);
        }

        return window;
    }

    /// <summary>What has come back since then, by its class.</summary>
    public static async Task<IReadOnlyDictionary<ReturnClass, long>> ReturnedAsync(
        PublicationDb db,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        await db.Set<ReturnEvent>()
            .Where(happened => happened.At >= since && happened.Stream == MessageStream.Digest)
            .GroupBy(happened => happened.Class)
            .Select(of => new { of.Key, Count = of.LongCount() })
            .ToDictionaryAsync(of => of.Key, of => of.Count, ct);

    /// <summary>
    /// Digests being sent with too many hard bounces among their first thousand messages, or among all where there are fewer: as soon as that is sure,
    /// however many are sent by then.
    /// </summary>
    /// <returns>The mailings, each with what to tell.</returns>
    public static async Task<IReadOnlyList<(long Group, string Says)>> DeadListsAsync(PublicationDb db, CancellationToken ct)
    {
        var open = db.Set<Mailing>()
            .Where(mailing => mailing.Stream == MessageStream.Digest && !mailing.Settled && mailing.State == MailingState.Open)
            // An operator has seen it and went on.
            .Where(mailing =>
                !db.Set<MailingNote>().Any(note => note.Group == mailing.Group && note.By == NoteBy.Brake && note.ReleasedAt != null)
            );
        var reported = await (
            from mailing in open
            join happened in db.Set<ReturnEvent>() on new { mailing.Stream, mailing.Group } equals new { happened.Stream, happened.Group }
            where happened.Class == ReturnClass.Hard
            group happened by new { mailing.Group, mailing.Planned } into of
            select new { of.Key, Count = of.LongCount() }
        ).ToListAsync(ct);
        var refused = await (
            from mailing in open
            join figure in db.Set<Figure>() on mailing.Group equals figure.Group
            where figure.Kind == FigureKind.Refused && figure.Reason == RefusalReasons.NoSuchMailbox
            group figure by new { mailing.Group, mailing.Planned } into of
            select new { of.Key, Count = of.Sum(figure => figure.Count) }
        ).ToListAsync(ct);
        var dead = new List<(long, string)>();
        foreach (var mailing in reported.Concat(refused).GroupBy(one => one.Key))
        {
            var first = Math.Min(BrakeWindow.First, mailing.Key.Planned);
            if (mailing.Sum(one => one.Count) < Limit(first))
                continue;
            if (await HardAmongFirstAsync(db, mailing.Key.Group, ct) is var hard && hard >= Limit(first))
                dead.Add(
                    (
                        mailing.Key.Group,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{hard:N0} hard bounces among the first {first:N0} messages, {BrakeWindow.StopHard:0.0%} are too many"
                        )
                    )
                );
        }

        return dead;
    }

    /// <summary>Hard bounces that are too many; a handful never is.</summary>
    private static decimal Limit(long first) => Math.Max(LeastHard, first * BrakeWindow.StopHard);

    private static async Task<long> HardAmongFirstAsync(PublicationDb db, long group, CancellationToken ct)
    {
        var rows = db.Set<Message>().Where(row => row.Stream == MessageStream.Digest && row.Group == group);

        // Asked for only where there are that many: it sorts what was sent.
        var end = await rows.Where(row => row.State == MessageState.Sent || row.State == MessageState.Failed)
            .OrderBy(row => row.DoneAt)
            .Skip(BrakeWindow.First - 1)
            .Select(row => row.DoneAt)
            .FirstOrDefaultAsync(ct);
        var reported = await db.Set<ReturnEvent>()
            .Where(happened => happened.Stream == MessageStream.Digest && happened.Group == group && happened.Class == ReturnClass.Hard)
            .LongCountAsync(
                happened => end == null || happened.Message == null || rows.Any(row => row.Id == happened.Message && row.DoneAt <= end),
                ct
            );
        var refused = await rows.Where(row => row.State == MessageState.Failed && (end == null || row.DoneAt <= end))
            .LongCountAsync(
                row =>
                    EF.Functions.Like(row.LastEnhancedCode!, "5.1.%") && row.LastEnhancedCode != "5.1.7" && row.LastEnhancedCode != "5.1.8",
                ct
            );
        return reported + refused;
    }
}
