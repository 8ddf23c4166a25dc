using System.Net;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>The publisher may say how often a section comes at most.</summary>
public sealed class FrequencyCapTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly ReaderHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task What_is_too_often_is_neither_offered_nor_taken()
    {
        host.Settings["Subscribers:MostOften"] = "daily";
        host.Settings["Subscribers:MostOftenIn:benefits"] = "weekly";
        await host.ReadyAsync();

        var page = await host.Browser.GetStringAsync("/subscribe");
        Assert.DoesNotContain("As it appears", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("Once a day").Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.AskAsync("ada@example.org", ("cadence.gear", "each"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.AskAsync("ada@example.org", ("cadence.benefits", "daily"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await host.AskAsync("ada@example.org", ("cadence.gear", "daily"), ("cadence.benefits", "monthly"))).StatusCode
        );
    }

    [Fact]
    public async Task A_sign_up_from_before_is_confirmed_as_often_as_it_allows()
    {
        await host.ReadyAsync();
        await host.AskAsync("ada@example.org", ("cadence.gear", "each"));
        var confirm = ReaderHost.LinkTo((await host.MailsAsync())[^1], "confirm");
        using var after = new ReaderHost();
        after.Settings["Subscribers:MostOften"] = "daily";
        after.RestartOf(host);

        Assert.Equal(HttpStatusCode.OK, (await after.Browser.PostAsync(confirm, null)).StatusCode);

        Assert.Equal(Cadence.Daily, ReaderHost.In(await after.FindAsync("ada@example.org"), "gear").Cadence);
    }

    [Fact]
    public async Task Plans_from_before_come_as_often_as_it_allows_and_keep_what_was_chosen()
    {
        using var bench = await new DigestBench(new SyndicationHost(), ("Subscribers:MostOften", "weekly")).WithSectionsAsync(
            "gear",
            "posts"
        );
        var each = await bench.AddReaderAsync(("gear", Cadence.Each));
        var daily = await bench.AddReaderAsync(("gear", Cadence.Daily));
        var at = new List<(long Reader, DateTimeOffset At)>();
        for (var hour = 0; hour < 24 * 21; hour++)
        {
            if (hour % 6 == 0)
                await bench.PublishAsync($"Piece {hour}");
            await bench.AdvanceAsync(TimeSpan.FromHours(1));
            at.AddRange((await bench.SendAllAsync()).Select(mail => (mail.To.Contains('1') ? each : daily, bench.Host.Clock.GetUtcNow())));
        }

        // Mondays at 07:00; the first is the slot that the daily plan had already.
        DateTimeOffset[] mondays = [.. Enumerable.Range(0, 3).Select(week => SyndicationHost.Start.AddHours(1).AddDays(7 * week))];
        Assert.Equal(mondays[1..3], at.Where(one => one.Reader == each).Select(one => one.At));
        Assert.Equal(mondays[..3], at.Where(one => one.Reader == daily).Select(one => one.At));
        Assert.Equal(Cadence.Each, Assert.Single(await bench.PlanAsync(each)).Cadence);
    }
}
