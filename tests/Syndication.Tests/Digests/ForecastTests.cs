using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>How many messages are due in each hour of the next week.</summary>
public sealed class ForecastTests : IAsyncLifetime
{
    private NewsroomHost Host { get; } = new();

    private DigestBench Bench { get; }

    private HttpClient Newsroom { get; set; } = null!;

    public ForecastTests() => Bench = new DigestBench(Host);

    public async Task InitializeAsync()
    {
        Host.Settings["Subscribers:MostOftenIn:world"] = "weekly";
        await Bench.WithSectionsAsync("gear", "posts", "world");
        Newsroom = Host.CreateNewsroom();
    }

    public Task DisposeAsync()
    {
        Newsroom.Dispose();
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_forecast_counts_each_reader_once_for_each_hour()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        await Bench.AddReaderAsync(("posts", Cadence.Weekly), ("gear", Cadence.Monthly));
        await Bench.AddReaderAsync(one => one.Hour = 600, ("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("gear", Cadence.Each));

        var forecast = await Newsroom.GetFromJsonAsync<JsonElement>("/api/v1/forecast");

        var hours = forecast
            .GetProperty("hours")
            .EnumerateArray()
            .ToDictionary(hour => hour.GetProperty("hour").GetDateTimeOffset(), hour => hour.GetProperty("messages").GetInt64());
        Assert.Equal(168, hours.Count);
        Assert.Equal(2, hours[SyndicationHost.Start.AddHours(1)]);
        Assert.Equal(1, hours[SyndicationHost.Start.AddHours(4)]);
        Assert.Equal(7 + 1 + 7, hours.Values.Sum());
        Assert.Equal(1, forecast.GetProperty("each").GetInt64());
    }

    [Fact]
    public async Task The_forecast_follows_the_clocks_on_the_readers_walls()
    {
        await Bench.AddReaderAsync(one => one.Zone = "America/New_York", ("gear", Cadence.Daily));

        var forecast = await Newsroom.GetFromJsonAsync<JsonElement>("/api/v1/forecast");

        // At seven o'clock each day; on the last, the clocks have gone forward.
        var noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [.. Enumerable.Range(0, 6).Select(day => noon.AddDays(day)), noon.AddDays(6).AddHours(-1)],
            forecast
                .GetProperty("hours")
                .EnumerateArray()
                .Where(hour => hour.GetProperty("messages").GetInt64() == 1)
                .Select(hour => hour.GetProperty("hour").GetDateTimeOffset())
        );
    }

    [Fact]
    public async Task The_forecast_goes_by_what_the_publisher_allows_now()
    {
        await Bench.AddReaderAsync(one => one.Weekday = DayOfWeek.Thursday, ("world", Cadence.Each));
        await Bench.AddReaderAsync(one => one.Weekday = DayOfWeek.Thursday, ("world", Cadence.Daily));

        var (hours, each) = await DueAsync();

        // What was stored before comes once more; then both have the day that is left to them.
        Assert.Equal([(SyndicationHost.Start.AddHours(1), 1L), (SyndicationHost.Start.AddHours(1).AddDays(3), 2L)], hours);
        Assert.Equal(0, each);
    }

    [Fact]
    public async Task The_forecast_counts_who_comes_back_from_a_pause()
    {
        foreach (var cadence in new[] { Cadence.Daily, Cadence.Weekly, Cadence.Each })
            await Bench.UpdateReaderAsync(
                await Bench.AddReaderAsync(("gear", cadence)),
                one => (one.State, one.PausedUntil) = (SubscriberState.Paused, SyndicationHost.Start.AddDays(4))
            );
        var away = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.UpdateReaderAsync(away, one => one.State = SubscriberState.Paused);

        var (hours, each) = await DueAsync();

        var first = SyndicationHost.Start.AddHours(1).AddDays(4);
        Assert.Equal([(first, 3L), (first.AddDays(1), 1L), (first.AddDays(2), 1L)], hours);
        Assert.Equal(0, each);
    }

    [Fact]
    public async Task What_waits_for_news_and_what_is_weekly_may_be_due_at_one_moment()
    {
        var reader = await Bench.AddReaderAsync(one => one.Weekday = DayOfWeek.Thursday, ("posts", Cadence.Each), ("gear", Cadence.Weekly));
        var first = SyndicationHost.Start.AddHours(1);
        await Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Subscription>()
                    .Where(one => one.Subscriber == new SubscriberId(reader))
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextDueAt, first), ct),
            CancellationToken.None
        );

        Assert.Equal([(first, 1L), (first.AddDays(3), 1L)], (await DueAsync()).Hours);
    }

    private async Task<(IEnumerable<(DateTimeOffset, long)> Hours, long Each)> DueAsync()
    {
        var forecast = await Newsroom.GetFromJsonAsync<JsonElement>("/api/v1/forecast");
        return (
            forecast
                .GetProperty("hours")
                .EnumerateArray()
                .Select(hour => (hour.GetProperty("hour").GetDateTimeOffset(), hour.GetProperty("messages").GetInt64()))
                .Where(hour => hour.Item2 > 0),
            forecast.GetProperty("each").GetInt64()
        );
    }
}
