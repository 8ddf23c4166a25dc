using Microsoft.Extensions.DependencyInjection;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>What no sender took in time.</summary>
public sealed class OverdueTests : DigestTest
{
    [Fact]
    public async Task An_issue_overdue_past_its_freshness_is_folded_into_the_next_one_and_its_numbers_say_so()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.PublishAsync("Socks");

        // Nothing ran for longer than an issue is fresh.
        await Bench.Host.AdvanceAsync(TimeSpan.FromHours(13));
        var desk = Bench.Host.Services.GetRequiredService<IssueDesk>();
        var overdue = Assert.Single(await desk.LatestAsync(20, CancellationToken.None));
        Assert.Equal("planned 1: expired 1; repeats 0", IssueNumbers.Line(overdue));
        Assert.Contains("folded into those readers' next issue", Assert.Single(IssueNumbers.Notes(overdue)), StringComparison.Ordinal);

        await Bench.Host.AdvanceAsync(TimeSpan.FromHours(11));
        var mail = Assert.Single(new Outbox(Path.Combine(Bench.Host.DataFolder, "outbox")).To("reader1@example.org"));
        Assert.Contains("Boots", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Socks", mail.TextBody, StringComparison.Ordinal);
    }
}
