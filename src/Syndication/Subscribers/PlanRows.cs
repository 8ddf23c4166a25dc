using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Writes a plan into a reader's rows. The planner sees the raised version and lets the reader drop out of the chunk it has in hand.</summary>
internal static class PlanRows
{
    /// <summary>Makes the rows what <paramref name="plan"/> says and sets the next slots.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="reader">Tracked, and saved; its state is already the new one.</param>
    /// <param name="plan">The plan; a section that it does not name is left as it is.</param>
    /// <param name="fresh">Whether consent was given just now: then all marks start here, and unnamed sections are off.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ApplyAsync(
        PublicationDb db,
        Subscriber reader,
        ReaderPlan plan,
        bool fresh,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = await RowsAsync(db, reader, ct);
        Apply(db, reader, rows, plan, fresh, await Sequences.LastAsync(db, ct), now);
    }

    /// <summary>As <see cref="ApplyAsync"/> for a reader who has just signed up here: the first issue holds the last pieces of each section.</summary>
    public static async Task BeginAsync(
        PublicationDb db,
        Subscriber reader,
        ReaderPlan plan,
        int pieces,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = await RowsAsync(db, reader, ct);
        var last = await Sequences.LastAsync(db, ct);
        Apply(db, reader, rows, plan, fresh: true, last, now);
        var marks = await Beginnings.MarksAsync(
            db,
            rows.Where(row => row.Cadence is not Cadence.Off).Select(row => row.Section),
            pieces,
            ct
        );
        foreach (var row in rows.Where(row => marks.ContainsKey(row.Section)))
            row.Mark = row.From = marks[row.Section];
    }

    /// <summary>As <see cref="ApplyAsync"/>, for whoever knows all of the reader's (tracked) rows and the last sequence of this transaction.</summary>
    public static void Apply(
        PublicationDb db,
        Subscriber reader,
        List<Subscription> rows,
        ReaderPlan plan,
        bool fresh,
        long last,
        DateTimeOffset now
    )
    {
        var before = rows.ToDictionary(row => row, row => new NextSlots.Before(row.Cadence, row.NextSlot, row.NextDueAt));
        var sameTimes = (reader.Hour, reader.Weekday, reader.Day, reader.Zone) == (plan.Hour, plan.Weekday, plan.Day, plan.Zone) && !fresh;
        var rested = reader.State is SubscriberState.Paused;
        CopyTo(reader, plan);
        SetCadences(db, reader, rows, plan, fresh, last);
        if (fresh)
            reader.CorrectionMark = last;
        NextSlots.Set(reader, rows, before, sameTimes, now);
        if (rested && reader.State is SubscriberState.Active)
            NextSlots.CatchUp(reader, rows, now);
        Hasten(reader, rows.Where(row => row.From < last), now);
        reader.PlanVersion++;
    }

    /// <summary>Takes the slots away from whoever is not to be mailed, or sets them for whoever is again.</summary>
    public static async Task ResetSlotsAsync(PublicationDb db, Subscriber reader, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await RowsAsync(db, reader, ct);
        NextSlots.Set(reader, rows, new Dictionary<Subscription, NextSlots.Before>(), sameTimes: false, now);
        Hasten(reader, rows, now);
        reader.PlanVersion++;
    }

    /// <summary>All of a reader's rows that are stored, tracked.</summary>
    public static Task<List<Subscription>> RowsAsync(PublicationDb db, Subscriber reader, CancellationToken ct)
    {
        var id = reader.Id;
        return db.Set<Subscription>().AsTracking().Where(row => row.Subscriber == id).ToListAsync(ct);
    }

    private static void CopyTo(Subscriber reader, ReaderPlan plan)
    {
        reader.Hour = plan.Hour;
        reader.Weekday = plan.Weekday;
        reader.Day = plan.Day;
        reader.Zone = plan.Zone;
        reader.Format = plan.Format;
        reader.Layout = plan.Layout;
        reader.Language = plan.Language;
        reader.QuietFrom = plan.QuietFrom;
        reader.QuietTo = plan.QuietTo;
        if (reader.State is not (SubscriberState.Active or SubscriberState.Paused))
            return;
        reader.State = plan.Paused ? SubscriberState.Paused : SubscriberState.Active;
        reader.PausedUntil = plan.Paused ? plan.PausedUntil : null;
    }

    /// <summary>
    /// Without a slot, only newer articles would bring back those of a message that was called back: whoever waits for each is due at once.
    /// </summary>
    private static void Hasten(Subscriber reader, IEnumerable<Subscription> rows, DateTimeOffset now)
    {
        if (reader.State is not SubscriberState.Active)
            return;
        foreach (var row in rows.Where(row => row.Cadence is Cadence.Each && row.NextDueAt is null))
            row.NextDueAt = now;
    }

    private static void SetCadences(PublicationDb db, Subscriber reader, List<Subscription> rows, ReaderPlan plan, bool fresh, long last)
    {
        foreach (var row in rows.Where(row => fresh && !plan.Cadences.ContainsKey(row.Section)))
            row.Cadence = Cadence.Off;
        foreach (var (section, cadence) in plan.Cadences)
        {
            var row = rows.Find(row => row.Section == section);
            if (row is null && cadence is Cadence.Off)
                continue;
            if (row is null)
            {
                rows.Add(row = new Subscription { Subscriber = reader.Id, Section = section });
                db.Add(row);
            }

            // What appeared while a section was off was not asked for: turning it on again must not bring months at once.
            if (fresh || row.Cadence is Cadence.Off)
                row.Mark = row.From = last;
            row.Cadence = cadence;
        }
    }
}
