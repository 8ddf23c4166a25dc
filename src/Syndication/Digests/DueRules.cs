using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Says what of a plan is due.</summary>
internal sealed class DueRules(FrequencyCap cap, IOptions<DeliveryOptions> delivery)
{
    /// <summary>What of the plan is due.</summary>
    /// <param name="reader">The reader; active.</param>
    /// <param name="plan">All subscriptions.</param>
    /// <param name="newest">The newest sequence of each section; one that is missing has nothing.</param>
    /// <param name="now">The tick's instant.</param>
    public DueReader Of(
        Subscriber reader,
        IReadOnlyList<Subscription> plan,
        IReadOnlyDictionary<SectionSlug, long> newest,
        DateTimeOffset now
    )
    {
        var due = new List<Subscription>();
        var retimed = new List<Move>();
        var quiet = QuietHours.EndOf(reader, now);
        foreach (var subscription in plan.OrderBy(subscription => subscription.Section.Value, StringComparer.Ordinal))
        {
            if (subscription.Cadence is Cadence.Off || !MayBeDue(subscription, newest, now))
                continue;
            if (Later(reader, subscription, quiet, now) is { } later)
                retimed.Add(later);
            else
                due.Add(subscription);
        }

        return new DueReader
        {
            Reader = reader,
            Plan = plan,
            Due = due,
            Retimed = retimed,
            Missed = Missed(reader, due, now),
        };
    }

    /// <summary>Where a due subscription goes: to its next slot; without one it waits for news.</summary>
    public Slot? Next(Subscriber reader, Subscription subscription, DateTimeOffset now) =>
        CadenceOf(subscription) is var cadence and not Cadence.Each ? Slot.Next(cadence, reader, now) : null;

    private Cadence CadenceOf(Subscription subscription) => cap.Of(subscription.Section, subscription.Cadence);

    private static bool MayBeDue(Subscription subscription, IReadOnlyDictionary<SectionSlug, long> newest, DateTimeOffset now) =>
        subscription.NextDueAt is { } at
            ? at <= now
            : subscription.Cadence is Cadence.Each && newest.GetValueOrDefault(subscription.Section) > subscription.Mark;

    private Move? Later(Subscriber reader, Subscription subscription, DateTimeOffset? quiet, DateTimeOffset now)
    {
        if (subscription.NextSlot is { } stored)
            return Slot.Parse(stored, reader.Zone) is var slot && slot.At > now
                ? new Move(subscription.Section, subscription.Mark, stored, slot.At)
                : null;
        var next = Next(reader, subscription, now);
        if (subscription.Cadence is Cadence.Each && next is not null)
            return new Move(subscription.Section, subscription.Mark, next);
        if (quiet is not { } end)
            return null;

        // Whoever chose an hour within the quiet hours wants mail at that hour.
        return next is { } own && own.At <= end
            ? new Move(subscription.Section, subscription.Mark, own)
            : new Move(subscription.Section, subscription.Mark, null, end);
    }

    // A second one says that there were several: no more are needed.
    private List<Slot> Missed(Subscriber reader, List<Subscription> due, DateTimeOffset now)
    {
        var missed = new List<Slot>();
        foreach (var subscription in due.Where(subscription => subscription.NextSlot is not null).OrderBy(one => one.NextDueAt))
        {
            for (Slot? slot = Slot.Parse(subscription.NextSlot!, reader.Zone); IsMissed(slot) && missed.Count < 2; )
            {
                if (!missed.Contains(slot!.Value))
                    missed.Add(slot.Value);
                slot = CadenceOf(subscription) is Cadence.Each ? null : Slot.Next(CadenceOf(subscription), reader, slot.Value.At);
            }
        }

        return missed;

        bool IsMissed(Slot? slot) => slot is { } at && at.At + delivery.Value.FreshFor < now;
    }
}
