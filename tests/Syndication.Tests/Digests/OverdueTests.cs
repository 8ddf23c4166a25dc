using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
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
        const string Sentence = "This issue also holds what your issue of Monday 2 March would have had.";
        Assert.Contains(Sentence, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(Sentence, mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_made_long_after_its_slot_says_which_issues_it_makes_up_for()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");

        await Bench.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Contains(
            "This issue also holds what your issues since Monday 2 March would have had.",
            Assert.Single(await Bench.SendAllAsync()).Text.ReplaceLineEndings(" "),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_issue_a_little_late_or_without_anything_from_before_its_slot_makes_up_for_nothing()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot + TimeSpan.FromHours(2));
        Assert.DoesNotContain("would have had", Assert.Single(await Bench.SendAllAsync()).Text, StringComparison.Ordinal);

        Bench.Host.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromHours(3));
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("would have had", Assert.Single(await Bench.SendAllAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_for_another_reason_than_being_overdue_makes_no_such_line()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), MessageState.Failed);

        await Bench.AdvanceAsync(Day);

        Assert.DoesNotContain("would have had", Assert.Single(await Bench.SendAllAsync()).Text, StringComparison.Ordinal);
    }
}
