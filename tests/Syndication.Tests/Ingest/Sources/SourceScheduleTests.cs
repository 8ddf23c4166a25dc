using FsCheck.Xunit;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;

namespace Syndication.Tests.Ingest.Sources;

public sealed class SourceScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly PullOptions Bounds = new();

    [Fact]
    public void A_feed_is_asked_twice_in_the_usual_time_between_two_pieces()
    {
        var interval = SourceSchedule.Interval(Every(TimeSpan.FromHours(3), 12), TimeSpan.Zero, hasChanges: true, Now, Bounds);

        Assert.Equal(TimeSpan.FromMinutes(90), interval);
    }

    [Fact]
    public void One_long_silence_does_not_make_a_busy_feed_slow()
    {
        var dates = Enumerable.Range(0, 10).Select(i => Now.AddMinutes(-20 * i)).Append(Now.AddYears(-1));

        Assert.Equal(TimeSpan.FromMinutes(10), SourceSchedule.Interval(Of([.. dates]), TimeSpan.Zero, hasChanges: true, Now, Bounds));
    }

    [Fact]
    public void Without_dates_it_follows_what_is_seen()
    {
        var first = SourceSchedule.Interval(Of(), TimeSpan.Zero, hasChanges: true, Now, Bounds);

        Assert.Equal(first / 2, SourceSchedule.Interval(Of(), first, hasChanges: true, Now, Bounds));
        Assert.Equal(first * 1.5, SourceSchedule.Interval(Of(), first, hasChanges: false, Now, Bounds));
    }

    [Fact]
    public void Its_own_word_is_taken_up_to_the_longest_time_and_the_operators_goes_first()
    {
        var slow = Every(TimeSpan.FromMinutes(20), 12) with { Terms = new FeedTerms { Interval = TimeSpan.FromHours(2) } };
        var row = Row() with { Interval = SourceSchedule.Interval(slow, TimeSpan.Zero, hasChanges: true, Now, Bounds) };

        Assert.Equal(TimeSpan.FromHours(2), row.Interval);
        Assert.InRange(After(row.Row(), freshFor: TimeSpan.FromHours(5)), TimeSpan.FromHours(5), TimeSpan.FromHours(5.5));
        Assert.InRange(After(row.Row(), freshFor: TimeSpan.FromDays(365)), Bounds.Longest, Bounds.Longest * 1.1);
        Assert.Equal(TimeSpan.FromMinutes(1), After(row.Row(), TimeSpan.FromHours(5), every: TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_feed_that_fell_silent_is_asked_less_and_less()
    {
        var row = Row() with { Interval = TimeSpan.FromMinutes(10), LastChangeAt = Now.AddHours(-1) };

        Assert.InRange(After(row.Row()), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.InRange(After((row with { LastChangeAt = Now.AddDays(-2) }).Row()), TimeSpan.FromHours(4.8), TimeSpan.FromHours(5.3));
        Assert.InRange(After((row with { LastChangeAt = Now.AddYears(-2) }).Row()), Bounds.Longest, Bounds.Longest * 1.1);
    }

    [Fact]
    public void Its_hours_and_days_of_rest_are_kept_whoever_asks()
    {
        var (hours, days) = SourceSchedule.RestOf(new FeedTerms { SkipHours = [6, 7, 8, 24, -1], SkipDays = [DayOfWeek.Tuesday] });
        var row = new SourceRow
        {
            Key = "a",
            Configured = "a",
            Address = "a",
            Host = "a",
            SkipHours = hours,
            SkipDays = days,
        };

        Assert.Equal(TimeSpan.FromHours(3), After(row, every: TimeSpan.FromMinutes(30)));
        Assert.Equal(TimeSpan.FromHours(42), After(row, every: TimeSpan.FromHours(20)));
    }

    [Fact]
    public void Who_asks_never_to_be_read_means_nothing_by_it() =>
        Assert.Equal(
            (0, 0),
            SourceSchedule.RestOf(new FeedTerms { SkipHours = [.. Enumerable.Range(0, 24)], SkipDays = Enum.GetValues<DayOfWeek>() })
        );

    [Fact]
    public void A_hub_that_brings_what_is_new_leaves_little_to_ask_for()
    {
        var row = new SourceRow
        {
            Key = "a",
            Configured = "a",
            Address = "a",
            Host = "a",
            HubLeaseEndsAt = Now.AddDays(5),
        };

        Assert.InRange(After(row), Bounds.Shortest, Bounds.Shortest * 1.1);
        row.PushedAt = Now.AddHours(-5);
        Assert.InRange(After(row), Bounds.Longest, Bounds.Longest * 1.1);
        row.PushedAt = Now.AddDays(-4);
        Assert.InRange(After(row), Bounds.Shortest, Bounds.Shortest * 1.1);
    }

    [Property(MaxTest = 500)]
    public bool The_next_fetch_is_always_to_come_and_never_farther_than_the_longest_time(
        int interval,
        int fresh,
        int silence,
        int failures,
        int hours,
        int days
    )
    {
        var row = new SourceRow
        {
            Id = Math.Abs((long)interval) + 1,
            Key = "a",
            Configured = "a",
            Address = "a",
            Host = "a",
            Interval = TimeSpan.FromSeconds(interval),
            LastChangeAt = Now.AddSeconds(-(double)silence),
            Failures = failures,
        };
        var answered = After(row, TimeSpan.FromSeconds(fresh));
        var failed = SourceSchedule.AfterFailure(row, Now) - Now;
        (row.SkipHours, row.SkipDays) = SourceSchedule.RestOf(
            new FeedTerms
            {
                SkipHours = [.. Enumerable.Range(0, 24).Where(hour => (hours & (1 << hour)) != 0)],
                SkipDays = [.. Enum.GetValues<DayOfWeek>().Where(day => (days & (1 << (int)day)) != 0)],
            }
        );
        var rested = Now + After(row, TimeSpan.FromSeconds(fresh));
        return answered >= Bounds.Shortest
            && answered <= Bounds.Longest * 1.1
            && failed >= TimeSpan.FromMinutes(1)
            && failed <= SourceSchedule.LongestBackoff
            && (row.SkipHours & (1 << rested.Hour)) == 0
            && (row.SkipDays & (1 << (int)rested.DayOfWeek)) == 0;
    }

    [Property(MaxTest = 200)]
    public bool Sources_that_failed_together_come_back_apart(uint first)
    {
        var nexts = Enumerable
            .Range(0, 50)
            .Select(i => new SourceRow
            {
                Id = first + i,
                Key = "a",
                Configured = "a",
                Address = "a",
                Host = "a",
                Failures = 6,
            })
            .Select(row => SourceSchedule.AfterFailure(row, Now))
            .ToList();
        return nexts.Distinct().Count() > 25 && nexts.Max() - nexts.Min() > TimeSpan.FromMinutes(20);
    }

    [Theory]
    [InlineData("Cache-Control: max-age=600", 600)]
    [InlineData("Cache-Control: public, max-age=600|Age: 200", 400)]
    [InlineData("Cache-Control: max-age=600|Age: 900", null)]
    [InlineData("Cache-Control: no-cache, max-age=600", null)]
    [InlineData("Cache-Control: max-age=banana", null)]
    [InlineData("Expires: Mon, 02 Mar 2026 07:00:00 GMT", 3600)]
    [InlineData("Expires: Mon, 02 Mar 2026 07:00:00 GMT|Date: Mon, 02 Mar 2026 06:30:00 GMT", 1800)]
    [InlineData("Expires: 0", null)]
    [InlineData("Expires: Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("Cache-Control: max-age=60|Expires: Mon, 02 Mar 2026 07:00:00 GMT", 60)]
    public void How_long_an_answer_is_fresh_is_read_from_its_headers(string headers, int? seconds)
    {
        var read = headers.Split('|').Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);

        Assert.Equal(seconds is { } fresh ? TimeSpan.FromSeconds(fresh) : null, Freshness.Of(read, Now));
    }

    private static TimeSpan After(SourceRow row, TimeSpan? freshFor = null, TimeSpan? every = null) =>
        SourceSchedule.AfterAnswer(
            row,
            Source.Of(new SourceOptions { Address = "http://a.example/", Every = every }),
            freshFor,
            Now,
            Bounds
        ) - Now;

    private static Remembered Row() => new();

    private static SourceDocument Every(TimeSpan gap, int count) => Of([.. Enumerable.Range(0, count).Select(i => Now - (gap * i))]);

    private static SourceDocument Of(params DateTimeOffset[] dates) =>
        new() { Kind = SourceKinds.Rss, Items = [.. dates.Select(date => new SourceItem { Published = date })] };

    private sealed record Remembered
    {
        public TimeSpan Interval { get; init; }

        public DateTimeOffset? LastChangeAt { get; init; }

        public SourceRow Row() =>
            new()
            {
                Key = "a",
                Configured = "a",
                Address = "a",
                Host = "a",
                Interval = Interval,
                LastChangeAt = LastChangeAt,
            };
    }
}
