using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class NextSlotsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 28, 9, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 500)]
    public Property After_any_change_the_slots_are_ahead_shared_and_not_too_near_the_last_issue() =>
        Prop.ForAll(
            Changes(),
            change =>
            {
                var (reader, rows, before) = Make(change);

                NextSlots.Set(reader, rows, before, change.SameTimes, Now);

                foreach (var row in rows)
                {
                    var slotted = row.Cadence is Cadence.Daily or Cadence.Weekly or Cadence.Monthly;
                    Assert.Equal(slotted && reader.State is SubscriberState.Active, row.NextDueAt is not null);
                    Assert.Equal(row.NextDueAt is null, row.NextSlot is null);
                }

                foreach (var group in rows.Where(row => row.NextDueAt is not null).GroupBy(row => row.Cadence))
                {
                    var due = Assert.Single(group.Select(row => row.NextDueAt!.Value).Distinct());
                    Assert.True(due > Now);
                    if (!change.SameTimes && group.All(row => before[row].Cadence == row.Cadence))
                        Assert.True(
                            due - reader.LastIssueAt >= HalfOf(group.Key) || due >= Former(before, group) - HalfOf(group.Key),
                            $"{due:s}"
                        );
                    if (change.SameTimes && before.Values.FirstOrDefault(former => former.Cadence == group.Key) is { NextDueAt: { } kept })
                        Assert.Equal(kept, due);
                }
            }
        );

    [Fact]
    public void Who_is_not_active_is_never_due()
    {
        foreach (var state in new[] { SubscriberState.Pending, SubscriberState.Paused, SubscriberState.Unsubscribed })
        {
            var (reader, rows, before) = Make(new Change([Cadence.Daily], [Cadence.Daily], 7, 5, SameTimes: true));
            reader.State = state;

            NextSlots.Set(reader, rows, before, sameTimes: true, Now);

            Assert.All(rows, row => Assert.Null(row.NextDueAt));
        }
    }

    private static TimeSpan HalfOf(Cadence cadence) =>
        cadence switch
        {
            Cadence.Daily => TimeSpan.FromHours(12),
            Cadence.Weekly => TimeSpan.FromDays(3.5),
            _ => TimeSpan.FromDays(15),
        };

    private static DateTimeOffset? Former(Dictionary<Subscription, NextSlots.Before> before, IEnumerable<Subscription> group) =>
        group.Max(row => before[row].NextDueAt);

    private static (Subscriber Reader, List<Subscription> Rows, Dictionary<Subscription, NextSlots.Before> Before) Make(Change change)
    {
        var reader = new Subscriber
        {
            Email = "",
            EmailKey = "",
            Handle = [],
            Zone = "Europe/Berlin",
            Language = "en",
            State = SubscriberState.Active,
            Hour = 7 * 60,
            LastIssueAt = Now.AddHours(-change.HoursAgo),
        };
        var rows = new List<Subscription>();
        var before = new Dictionary<Subscription, NextSlots.Before>();
        foreach (var (was, becomes) in change.Was.Zip(change.Becomes))
        {
            var row = new Subscription { Section = new SectionSlug($"s{rows.Count}"), Cadence = becomes };
            var slot = was is Cadence.Off or Cadence.Each ? (Slot?)null : Slot.Next(was, reader, Now);
            rows.Add(row);
            before[row] = new NextSlots.Before(was, slot?.ToString(), slot?.At);
        }

        reader.Hour = change.SameTimes ? reader.Hour : change.Hour * 60;
        return (reader, rows, before);
    }

    private static Arbitrary<Change> Changes() =>
        (
            from was in Gen.Elements(Enum.GetValues<Cadence>()).ListOf(3)
            from becomes in Gen.Elements(Enum.GetValues<Cadence>()).ListOf(3)
            from hour in Gen.Choose(0, 23)
            from ago in Gen.Choose(0, 24 * 40)
            from same in Gen.Elements(true, false)
            select new Change([.. was], [.. becomes], hour, ago, same)
        ).ToArbitrary();

    private sealed record Change(IReadOnlyList<Cadence> Was, IReadOnlyList<Cadence> Becomes, int Hour, int HoursAgo, bool SameTimes);
}
