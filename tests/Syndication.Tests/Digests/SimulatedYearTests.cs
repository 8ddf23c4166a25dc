using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;

namespace Syndication.Tests.Digests;

/// <summary>A leap year with its changes of clocks and its month ends: one issue for each slot, at its instant, and none beside.</summary>
public sealed class SimulatedYearTests
{
    private static readonly DateTimeOffset Begin = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Begin.AddDays(366);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The hours lie where the zone's clocks are changed.
    private static readonly (string Zone, int Hour)[] Places =
    [
        ("Australia/Lord_Howe", 120),
        ("Asia/Beirut", 0),
        ("Europe/Berlin", 150),
        ("America/New_York", 135),
        ("America/St_Johns", 45),
        ("Africa/Casablanca", 165),
    ];

    [Fact]
    public async Task Every_slot_of_a_year_has_exactly_one_issue_of_what_is_due_then()
    {
        using var bench = await new DigestBench().WithSectionsAsync("gear", "posts", "news");
        bench.Host.Clock.SetUtcNow(Begin);
        var expected = new SortedSet<(DateTimeOffset At, long Reader, string Sections)>();
        foreach (var (zone, hour) in Places)
        {
            var reader = await bench.AddReaderAsync(
                one => (one.Zone, one.Hour, one.Weekday, one.Day, one.Layout) = (zone, hour, DayOfWeek.Sunday, 31, MailLayout.Headlines),
                ("gear", Cadence.Daily),
                ("posts", Cadence.Weekly),
                ("news", Cadence.Monthly)
            );
            expected.UnionWith(Slots(zone, hour).Select(slot => (slot.At, reader, Sections(slot.Date))));
        }

        var issued = new SortedSet<(DateTimeOffset At, long Reader, string Sections)>();
        foreach (var at in expected.Select(slot => slot.At).Distinct().Order().ToList())
        {
            // Nothing comes a minute early, and nothing a minute later: each slot has something new to bring.
            bench.Host.Clock.SetUtcNow(at - Minute);
            await bench.PublishAsync($"Piece of {at:s}");
            Assert.True(await bench.TickAsync() == 0, $"too early: {bench.Host.Clock.GetUtcNow():u}");
            Assert.True(await bench.AdvanceAsync(Minute) > 0, $"missing: {at:u}");
            Assert.All(await IssuedAsync(bench, at), due => Assert.True(issued.Add(due)));
            Assert.True(await bench.AdvanceAsync(Minute) == 0, $"too late: {bench.Host.Clock.GetUtcNow():u}");
        }

        Assert.Equal(expected, issued);
        Assert.Equal(366 * Places.Length, issued.Count);
    }

    private static string Sections(DateOnly date) =>
        "gear" + (date.DayOfWeek is DayOfWeek.Sunday ? ",posts" : "") + (date.AddDays(1).Day == 1 ? ",news" : "");

    private static async Task<List<(DateTimeOffset At, long Reader, string Sections)>> IssuedAsync(DigestBench bench, DateTimeOffset at)
    {
        var rows = await bench.Host.Database.ReadAsync(
            (db, ct) =>
                (
                    from message in db.Set<Message>()
                    join issue in db.Set<Issue>() on message.Group equals issue.Id
                    where message.CreatedAt == at
                    select new { message.Recipient, issue.Sections }
                ).ToListAsync(ct),
            CancellationToken.None
        );
        return rows.ConvertAll(row => (at, row.Recipient, string.Join(',', row.Sections)));
    }

    /// <summary>The first minute of each local day at which the clock on the wall shows the hour or a later one, found minute by minute.</summary>
    private static IEnumerable<(DateTimeOffset At, DateOnly Date)> Slots(string name, int hour)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var last = Local(Begin).Minute < hour ? Local(Begin).Date.AddDays(-1) : Local(Begin).Date;
        for (var at = Begin; at < End; at += Minute)
        {
            var (date, minute) = Local(at);
            if (date == last || minute < hour)
                continue;
            last = date;
            yield return (at, date);
        }

        (DateOnly Date, double Minute) Local(DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            return (DateOnly.FromDateTime(local.DateTime), local.TimeOfDay.TotalMinutes);
        }
    }
}
