using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Returns;

namespace Syndication.Tests.Bounces;

/// <summary>Failures that may pass: a run of days leads to a suppression, and some reasons never do.</summary>
public sealed class SoftBounceTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Five_days_in_a_run_suppress_and_more_than_one_a_day_is_one()
    {
        var sent = await host.SendAsync();
        for (var day = 1; day <= 5; day++)
        {
            Assert.Null(await host.SuppressionAsync());
            await host.ComesBackAsync("failed.eml", await host.SendAsync(sent.Reader), ("status", "4.4.1"));
            await host.ComesBackAsync("failed.eml", await host.SendAsync(sent.Reader), ("status", "4.4.1"));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(SuppressionReason.KeepsFailing, (await host.SuppressionAsync())!.Reason);
        Assert.Equal(10, (await host.EventsAsync()).Count(one => one.Class is ReturnClass.Soft));
    }

    [Fact]
    public async Task A_mail_a_week_that_fails_among_daily_ones_that_arrive_is_no_run()
    {
        var sent = await host.SendAsync();
        for (var day = 1; day <= 90; day++)
        {
            var digest = await host.SendAsync(sent.Reader);
            await host.AcceptAsync(digest);
            if (day % 7 == 0)
                await host.ComesBackAsync("failed.eml", digest, ("status", "4.4.1"));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(await host.SuppressionAsync());
        Assert.Equal(12, (await host.EventsAsync()).Count);
    }

    [Fact]
    public async Task Reports_that_come_days_later_are_a_run_though_the_relay_took_the_mails_between_them()
    {
        var sent = await host.SendAsync();
        var digests = new Queue<SentDigest>();
        for (var day = 1; day <= 10; day++)
        {
            var digest = await host.SendAsync(sent.Reader);
            await host.AcceptAsync(digest);
            digests.Enqueue(digest);
            if (day > 5)
                await host.ComesBackAsync("failed.eml", digests.Dequeue(), ("status", "4.4.7"));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(SuppressionReason.KeepsFailing, (await host.SuppressionAsync())!.Reason);
    }

    [Theory]
    [InlineData("5.2.2", "failed")]
    [InlineData("4.2.2", "failed")]
    [InlineData("5.7.1", "failed")]
    [InlineData("5.3.4", "failed")]
    [InlineData("4.4.1", "delayed")]
    public async Task What_is_not_about_the_address_never_suppresses_it(string status, string action)
    {
        var sent = await host.SendAsync();
        for (var day = 1; day <= 12; day++)
        {
            await host.ComesBackAsync("failed.eml", await host.SendAsync(sent.Reader), ("status", status), ("action", action));
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(await host.SuppressionAsync());
        Assert.Equal(action == "failed" ? 12 : 0, (await host.EventsAsync()).Count);
    }

    [Fact]
    public async Task Greylisting_never_suppresses()
    {
        var sent = await host.SendAsync();
        for (var day = 1; day <= 12; day++)
        {
            var report = host.Fill("failed.eml", await host.SendAsync(sent.Reader), ("status", "4.7.1"));
            Assert.Contains(" refused", report, StringComparison.Ordinal);
            host.Put(report.Replace(" refused", " greylisted, come back later", StringComparison.Ordinal));
            await host.ReadAsync();
            host.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(await host.SuppressionAsync());
        Assert.Equal(Enumerable.Repeat("greylisted", 12), (await host.EventsAsync()).Select(one => one.Reason));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task How_many_days_are_a_run_is_the_operators_to_say(int days)
    {
        using var own = new ReturnsHost();
        own.Settings["Bounces:SoftDays"] = $"{days}";
        await own.ReadyAsync();
        var sent = await own.SendAsync();
        for (var day = 1; day <= days; day++)
        {
            Assert.Null(await own.SuppressionAsync());
            await own.ComesBackAsync("failed.eml", await own.SendAsync(sent.Reader), ("status", "4.4.1"));
            own.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(SuppressionReason.KeepsFailing, (await own.SuppressionAsync())!.Reason);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(7, 5)]
    [InlineData(12, null)]
    [InlineData(30, null)]
    public void A_run_counts_by_how_dense_it_is(int daysBetween, int? suppressedAfter)
    {
        var run = default(SoftRun);
        var now = Support.SyndicationHost.Start;
        int? found = null;
        for (var failures = 1; failures <= 40 && found is null; failures++, now += TimeSpan.FromDays(daysBetween))
        {
            run = run.After(now, TimeSpan.FromDays(14));
            found = run.IsEnough(5) ? failures : null;
        }

        Assert.Equal(suppressedAfter, found);
    }

    [Fact]
    public void A_long_silence_ends_a_run()
    {
        var now = Support.SyndicationHost.Start;
        var run = default(SoftRun);
        for (var day = 0; day < 4; day++)
            run = run.After(now + TimeSpan.FromDays(day), TimeSpan.FromDays(14));

        run = run.After(now + TimeSpan.FromDays(60), TimeSpan.FromDays(14));

        Assert.Equal((1, 1.0), (run.Days, run.Score));
    }
}
