namespace Syndication.Subscribers;

/// <summary>When a reader is due next after the plan, the zone or the state changed.</summary>
/// <remarks>
/// All sections of one cadence share a slot, so that they come in one issue. Where hour, days and zone are as before, a slot that is set
/// stays. While an issue that catches up after a pause is ahead, everything waits for it. Else it is the first that matches, at least half a cadence after the last issue: moving the hour does not bring two in a row.
/// </remarks>
internal static class NextSlots
{
    private static readonly Cadence[] Slotted = [Cadence.Daily, Cadence.Weekly, Cadence.Monthly];
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <summary>What a subscription was before the change.</summary>
    public readonly record struct Before(Cadence Cadence, string? NextSlot, DateTimeOffset? NextDueAt);

    /// <summary>Sets the slots of <paramref name="subscriptions"/>.</summary>
    /// <param name="reader">With the new plan.</param>
    /// <param name="subscriptions">With the new cadences.</param>
    /// <param name="before">As they were; new ones are not in it.</param>
    /// <param name="sameTimes">Whether hour, days and zone are as before.</param>
    /// <param name="now">The present.</param>
    public static void Set(
        Subscriber reader,
        IReadOnlyCollection<Subscription> subscriptions,
        IReadOnlyDictionary<Subscription, Before> before,
        bool sameTimes,
        DateTimeOffset now
    )
    {
        foreach (var subscription in subscriptions)
            (subscription.NextSlot, subscription.NextDueAt) = (null, null);
        if (reader.State is not SubscriberState.Active)
        {
            reader.CatchUpAt = null;
            return;
        }

        if (reader.CatchUpAt is { } ahead && ahead > now)
        {
            CatchUp(reader, subscriptions, sameTimes ? ahead : now);
            return;
        }

        foreach (var cadence in Slotted)
        {
            var members = subscriptions.Where(subscription => subscription.Cadence == cadence).ToList();
            if (members.Count == 0)
                continue;
            var kept = before.Values.FirstOrDefault(former => former.Cadence == cadence && former.NextDueAt is not null);
            var (slot, due) =
                sameTimes && kept.NextDueAt is not null ? (kept.NextSlot, kept.NextDueAt) : First(reader, cadence, members, before, now);
            foreach (var member in members)
                (member.NextSlot, member.NextDueAt) = (slot, due);
        }
    }

    /// <summary>Brings all that gathered in a pause in one issue, at the reader's hour, at <paramref name="from"/> or after it.</summary>
    public static void CatchUp(Subscriber reader, IEnumerable<Subscription> subscriptions, DateTimeOffset from)
    {
        reader.CatchUpAt = null;
        var slot = Slot.Next(Cadence.Daily, reader, from - Moment);
        reader.CatchUpAt = slot.At;
        foreach (var subscription in subscriptions.Where(subscription => subscription.Cadence is not Cadence.Off))
            (subscription.NextSlot, subscription.NextDueAt) = (slot.ToString(), slot.At);
    }

    /// <summary>How far apart two issues of a cadence are at least; a slot strictly after it is far enough.</summary>
    public static TimeSpan HalfOf(Cadence cadence) => (Length(cadence) / 2) - Moment;

    private static (string Slot, DateTimeOffset? Due) First(
        Subscriber reader,
        Cadence cadence,
        IEnumerable<Subscription> members,
        IReadOnlyDictionary<Subscription, Before> before,
        DateTimeOffset now
    )
    {
        var last = members.Select(member => before.TryGetValue(member, out var former) ? LastIssue(reader, former) : null).Max();
        var earliest = last + HalfOf(cadence);
        var slot = Slot.Next(cadence, reader, earliest > now ? earliest.Value : now);
        return (slot.ToString(), slot.At);
    }

    /// <summary>No later issue can have held this section: the reader's last one, or where that was of another cadence, the section's own former slot.</summary>
    private static DateTimeOffset? LastIssue(Subscriber reader, Before former)
    {
        if (former.Cadence is Cadence.Off || reader.LastIssueAt is not { } last)
            return null;
        return former.NextDueAt - Length(former.Cadence) is { } slot && slot < last ? slot : last;
    }

    private static TimeSpan Length(Cadence cadence) =>
        cadence switch
        {
            Cadence.Daily => TimeSpan.FromDays(1),
            Cadence.Weekly => TimeSpan.FromDays(7),
            Cadence.Monthly => TimeSpan.FromDays(30),
            _ => TimeSpan.Zero,
        };
}
