using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>A reader with what of the plan is due in this tick.</summary>
internal sealed record DueReader
{
    public required Subscriber Reader { get; init; }

    /// <summary>All subscriptions, those that are not due included.</summary>
    public required IReadOnlyList<Subscription> Plan { get; init; }

    /// <summary>The due ones, by section.</summary>
    public required IReadOnlyList<Subscription> Due { get; init; }

    /// <summary>Slots that turned out not to be due yet: the rules of the reader's zone changed after they were made.</summary>
    public required IReadOnlyList<(SectionSlug Section, Slot Slot)> Retimed { get; init; }

    /// <summary>What of the plan is due.</summary>
    /// <param name="reader">The reader; active.</param>
    /// <param name="plan">All subscriptions.</param>
    /// <param name="newest">The newest sequence of each section; one that is missing has nothing.</param>
    /// <param name="now">The tick's instant.</param>
    public static DueReader Of(
        Subscriber reader,
        IReadOnlyList<Subscription> plan,
        IReadOnlyDictionary<SectionSlug, long> newest,
        DateTimeOffset now
    )
    {
        var due = new List<Subscription>();
        var retimed = new List<(SectionSlug, Slot)>();
        var quiet = IsQuiet(reader, now);
        foreach (var subscription in plan.OrderBy(subscription => subscription.Section.Value, StringComparer.Ordinal))
        {
            if (subscription.Cadence is Cadence.Off)
                continue;
            if (subscription.NextDueAt <= now)
            {
                if (quiet && subscription is { Cadence: Cadence.Each, NextSlot: null })
                    continue;
                if (subscription.NextSlot is { } stored && Slot.Parse(stored, reader.Zone) is var slot && slot.At > now)
                    retimed.Add((subscription.Section, slot));
                else
                    due.Add(subscription);
            }
            else if (
                subscription is { Cadence: Cadence.Each, NextDueAt: null }
                && !quiet
                && newest.GetValueOrDefault(subscription.Section) > subscription.Mark
            )
            {
                due.Add(subscription);
            }
        }

        return new DueReader
        {
            Reader = reader,
            Plan = plan,
            Due = due,
            Retimed = retimed,
        };
    }

    /// <summary>Whether the reader's quiet hours have begun and not ended.</summary>
    internal static bool IsQuiet(Subscriber reader, DateTimeOffset now)
    {
        if (reader is not { QuietFrom: { } from, QuietTo: { } to } || from == to)
            return false;
        var minute = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(reader.Zone)).TimeOfDay.TotalMinutes;
        return from < to ? minute >= from && minute < to : minute >= from || minute < to;
    }
}
