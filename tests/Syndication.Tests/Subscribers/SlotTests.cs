using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class SlotTests
{
    private static readonly string[] Zones =
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Beirut",
        "Pacific/Honolulu",
        "Asia/Kathmandu",
    ];

    [Property(MaxTest = 60)]
    public Property A_daily_reader_has_one_slot_on_every_local_day_of_a_year() =>
        Prop.ForAll(
            Plans(),
            reader =>
            {
                var days = Slots(Cadence.Daily, reader, 366).ConvertAll(slot => DateOnly.FromDateTime(slot.Local));
                Assert.Equal(Enumerable.Range(0, days.Count).Select(days[0].AddDays), days);
            }
        );

    [Property(MaxTest = 60)]
    public Property Every_slot_is_at_the_hour_or_the_first_minute_after_a_gap() =>
        Prop.ForAll(
            Plans(),
            reader =>
            {
                var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.Zone);
                foreach (var slot in Slots(Cadence.Daily, reader, 366))
                {
                    Assert.Equal(reader.Hour, slot.Local.TimeOfDay.TotalMinutes);
                    var wall = TimeZoneInfo.ConvertTime(slot.At, zone).DateTime;
                    if (zone.IsInvalidTime(slot.Local))
                        Assert.True(wall > slot.Local && zone.IsInvalidTime(wall.AddMinutes(-1)), $"{wall:s} for {slot}");
                    else
                        Assert.Equal(slot.Local, wall);
                }
            }
        );

    [Property(MaxTest = 60)]
    public Property A_weekly_reader_has_one_slot_a_week_on_the_day() =>
        Prop.ForAll(
            Plans(),
            reader =>
            {
                var slots = Slots(Cadence.Weekly, reader, 60);
                Assert.All(slots, slot => Assert.Equal(reader.Weekday, slot.Local.DayOfWeek));
                Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.Equal(7, (pair.Second.Local - pair.First.Local).Days));
            }
        );

    [Property(MaxTest = 60)]
    public Property A_monthly_reader_has_one_slot_in_every_month_on_the_day_or_the_last() =>
        Prop.ForAll(
            Plans(),
            reader =>
            {
                var slots = Slots(Cadence.Monthly, reader, 30);
                Assert.All(
                    slots,
                    slot => Assert.Equal(Math.Min(reader.Day, DateTime.DaysInMonth(slot.Local.Year, slot.Local.Month)), slot.Local.Day)
                );
                Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.Equal(Month(pair.First) + 1, Month(pair.Second)));
            }
        );

    [Property(MaxTest = 500)]
    public Property A_slot_is_after_the_instant_and_none_lies_between() =>
        Prop.ForAll(
            Plans(),
            Gen.Choose(0, 3 * 366 * 24 * 60).ToArbitrary(),
            (reader, minutes) =>
            {
                var after = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
                var next = Slot.Next(Cadence.Daily, reader, after);
                Assert.InRange(next.At - after, TimeSpan.FromTicks(1), TimeSpan.FromHours(25));
                Assert.Equal(next, Slot.Next(Cadence.Daily, reader, next.At.AddTicks(-1)));
            }
        );

    [Theory]
    [InlineData("Europe/Berlin", "02:30", "2026-03-28T12:00Z", "2026-03-29T02:30", "2026-03-29T01:00Z")] // skipped: 03:00 summer time
    [InlineData("Europe/Berlin", "02:30", "2026-10-24T12:00Z", "2026-10-25T02:30", "2026-10-25T00:30Z")] // doubled: the first pass
    [InlineData("Asia/Beirut", "00:00", "2026-03-28T12:00Z", "2026-03-29T00:00", "2026-03-28T22:00Z")] // midnight skipped
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-03T12:00Z", "2026-10-04T02:15", "2026-10-03T15:30Z")] // half an hour skipped
    [InlineData("Australia/Lord_Howe", "01:45", "2026-04-04T04:00Z", "2026-04-05T01:45", "2026-04-04T14:45Z")] // half an hour doubled
    public void The_hour_that_the_clocks_skip_or_double_is_one_slot(string zone, string hour, string after, string local, string at)
    {
        var reader = Reader(zone, PlanWords.ReadHour(hour)!.Value);

        var slot = Slot.Next(Cadence.Daily, reader, DateTimeOffset.Parse(after));

        Assert.Equal((local, DateTimeOffset.Parse(at)), (slot.ToString(), slot.At));
    }

    [Theory]
    [InlineData(31, "2027-01-31T12:00Z", "2027-02-28T07:00")]
    [InlineData(31, "2028-02-01T00:00Z", "2028-02-29T07:00")]
    [InlineData(29, "2028-02-29T08:00Z", "2028-03-29T07:00")]
    [InlineData(30, "2027-02-28T12:00Z", "2027-03-30T07:00")]
    [InlineData(1, "2026-12-01T07:00Z", "2027-01-01T07:00")]
    public void A_month_that_is_too_short_ends_on_its_last_day(int day, string after, string local)
    {
        var reader = Reader("UTC", 7 * 60);
        reader.Day = day;

        Assert.Equal(local, Slot.Next(Cadence.Monthly, reader, DateTimeOffset.Parse(after)).ToString());
    }

    private static int Month(Slot slot) => (slot.Local.Year * 12) + slot.Local.Month;

    private static List<Slot> Slots(Cadence cadence, Subscriber reader, int count)
    {
        var slots = new List<Slot>();
        var at = new DateTimeOffset(2027, 12, 20, 12, 0, 0, TimeSpan.Zero);
        for (var n = 0; n < count; n++)
        {
            var slot = Slot.Next(cadence, reader, at);
            slots.Add(slot);
            at = slot.At;
        }

        return slots;
    }

    private static Arbitrary<Subscriber> Plans() =>
        (
            from zone in Gen.Elements(Zones)
            from quarter in Gen.Choose(0, 95)
            from weekday in Gen.Choose(0, 6)
            from day in Gen.Choose(1, 31)
            select Reader(zone, quarter * 15, (DayOfWeek)weekday, day)
        ).ToArbitrary();

    private static Subscriber Reader(string zone, int hour, DayOfWeek weekday = DayOfWeek.Monday, int day = 1) =>
        new()
        {
            Email = "",
            EmailKey = "",
            Handle = [],
            Zone = zone,
            Language = "en",
            Hour = hour,
            Weekday = weekday,
            Day = day,
        };
}
