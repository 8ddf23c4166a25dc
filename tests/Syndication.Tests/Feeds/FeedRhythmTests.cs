using FsCheck.Xunit;
using Syndication.Feeds;

namespace Syndication.Tests.Feeds;

/// <summary>How often readers are told to ask.</summary>
public sealed class FeedRhythmTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Most = TimeSpan.FromHours(6);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(60, 15)]
    [InlineData(4 * 60, 60)]
    [InlineData(24 * 60, 6 * 60)]
    [InlineData(7 * 24 * 60, 6 * 60)]
    public void A_reader_is_told_to_ask_four_times_between_two_articles_within_bounds(int minutesBetween, int expectedMinutes)
    {
        var dates = Enumerable.Range(0, 30).Select(index => Start.AddMinutes(-index * minutesBetween));

        Assert.Equal(TimeSpan.FromMinutes(expectedMinutes), FeedRhythm.Of(dates, Least, Most));
    }

    [Fact]
    public void A_holiday_does_not_change_the_rhythm()
    {
        var dates = Enumerable.Range(0, 15).Select(hour => Start.AddHours(-hour)).Append(Start.AddDays(14));

        Assert.Equal(TimeSpan.FromMinutes(15), FeedRhythm.Of(dates, Least, Most));
    }

    [Fact]
    public void A_feed_with_fewer_than_two_items_is_asked_for_seldom() => Assert.Equal(Most, FeedRhythm.Of([Start], Least, Most));

    [Property(MaxTest = 300)]
    public void Ttl_and_sy_can_say_every_rhythm_exactly(DateTime[] dates, ushort least, ushort more)
    {
        var bounds = (Least: TimeSpan.FromSeconds(least), Most: TimeSpan.FromSeconds(Math.Min(86_400, least + more)));

        var rhythm = FeedRhythm.Of(
            dates.Select(date => new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Utc))),
            bounds.Least,
            bounds.Most
        );

        Assert.InRange(rhythm, TimeSpan.Zero, bounds.Most);
        Assert.True(rhythm > TimeSpan.Zero || bounds.Least < TimeSpan.FromMinutes(1));
        if (rhythm == TimeSpan.Zero)
            return;
        Assert.Equal(0, rhythm.Ticks % TimeSpan.TicksPerMinute);
        Assert.Equal(0, (rhythm > TimeSpan.FromHours(1) ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour) % rhythm.Ticks);
    }
}
