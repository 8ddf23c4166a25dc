using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>A change of an article's correction is told to exactly those who received it, in their next digest.</summary>
public sealed class CorrectionTests : DigestTest
{
    private const string Words = "The boots were tested for six winters, not five.";

    [Fact]
    public async Task Whoever_received_it_is_told_in_the_next_digest_and_nobody_else()
    {
        var had = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        var came = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await CorrectAsync(boots);
        await Bench.PublishAsync("Stoves");

        Assert.Equal(2, await Bench.AdvanceAsync(Day));

        var told = Assert.Single(await Bench.SendAllAsync(had));
        Assert.Equal("Stoves", told.Subject);
        Assert.Contains("CORRECTIONS TO WHAT YOU RECEIVED", told.Text, StringComparison.Ordinal);
        Assert.Contains("Correction: " + Words, told.Text, StringComparison.Ordinal);
        Assert.Contains("<b>Correction:</b> " + Words, told.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("said in full", told.Text.Split("CORRECTIONS")[1], StringComparison.Ordinal);
        var untold = Assert.Single(await Bench.SendAllAsync(came));
        Assert.DoesNotContain("orrection", untold.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task A_correction_comes_alone_if_nothing_else_is_new_and_says_so()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        var boots = await PublishedAndSentAsync();
        await CorrectAsync(boots);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));

        var mail = Assert.Single(await Bench.SendAllAsync());
        Assert.Equal("Correction: Boots", mail.Subject);
        Assert.Contains(Words, mail.Html, StringComparison.Ordinal);
        Assert.Contains(mail.List!.UnsubscribeUrl, mail.Text, StringComparison.Ordinal);
        var issue = (await Bench.Host.Services.GetRequiredService<IssueDesk>().LatestAsync(1, CancellationToken.None))[0];
        Assert.Equal("correction", Assert.Single(issue.Articles).Form);
    }

    [Fact]
    public async Task Whoever_waits_for_each_is_told_at_once()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Each));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.TickAsync();
        await Bench.SendAllAsync();
        await CorrectAsync(boots);

        Assert.Equal(1, await Bench.TickAsync());
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
        Assert.Equal(0, await Bench.TickAsync());
    }

    [Fact]
    public async Task An_edit_without_a_correction_is_told_to_nobody()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        await Bench.ReviseAsync(boots, DigestBench.Piece("Better boots"));

        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task An_edit_of_what_was_corrected_is_not_another_correction_but_other_words_are()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        await CorrectAsync(boots);
        await Bench.AdvanceAsync(Day);
        await Bench.SendAllAsync();
        await Bench.ReviseAsync(boots, DigestBench.Piece("Better boots") with { Correction = Words });
        Assert.Equal(0, await Bench.AdvanceAsync(Day));

        await Bench.ReviseAsync(boots, DigestBench.Piece("Better boots") with { Correction = "Seven winters." });

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Contains("Seven winters.", Assert.Single(await Bench.SendAllAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_got_it_corrected_is_not_told_again()
    {
        var early = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var late = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.SendAllAsync(early);
        await CorrectAsync(boots);
        Assert.Contains(Words, Assert.Single(await Bench.SendAllAsync(late)).Text, StringComparison.Ordinal);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Equal(early, (await Bench.MessagesAsync())[^1].Recipient);
    }

    [Fact]
    public async Task Whoever_may_have_received_it_is_told_and_whoever_did_not_gets_it_corrected()
    {
        var doubtful = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var missed = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync(doubtful)), MessageState.InDoubt, 1);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync(missed)), MessageState.Failed);
        await CorrectAsync(boots);

        Assert.Equal(2, await Bench.AdvanceAsync(Day));

        Assert.Equal("Correction: Boots", (await Bench.MailAsync((await Bench.MessagesAsync(doubtful))[^1])).Subject);
        Assert.Equal("Boots", (await Bench.MailAsync((await Bench.MessagesAsync(missed))[^1])).Subject);
    }

    [Fact]
    public async Task A_correction_waits_while_the_article_itself_is_still_on_its_way()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var first = Assert.Single(await Bench.MessagesAsync());
        await Bench.EndAsync(first, MessageState.Deferred);
        await CorrectAsync(boots);
        Assert.Equal(0, await Bench.AdvanceAsync(Day));

        // A sender that had composed it before the correction.
        await Bench.EndAsync(first, MessageState.Sent, 1);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync(reader)).Subject);
    }

    [Fact]
    public async Task A_correction_whose_message_ended_badly_comes_again()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        await CorrectAsync(boots);
        await Bench.AdvanceAsync(Day);
        await Bench.EndAsync((await Bench.MessagesAsync())[^1], MessageState.Failed);

        await Bench.Resumption.RequestNowAsync(Cadence.Daily, CancellationToken.None);
        Assert.Equal(1, await Bench.TickAsync());
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task It_is_told_in_whatever_digest_comes_next_also_of_another_section()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        await Bench.ChangeAsync(reader, "gear", Cadence.Off);
        await CorrectAsync(boots);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
    }

    [Fact]
    public async Task More_corrections_than_an_issue_takes_come_with_the_next_ones()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var pieces = new List<ArticleId>();
        for (var i = 0; i < 12; i++)
            pieces.Add(await Bench.PublishAsync($"Piece {i}"));
        await Bench.AdvanceAsync(ToSlot);
        await Bench.SendAllAsync();
        foreach (var (piece, i) in pieces.Select((piece, i) => (piece, i)))
            await Bench.ReviseAsync(piece, DigestBench.Piece($"Piece {i}") with { Correction = Words });

        await Bench.AdvanceAsync(Day);
        Assert.Equal(10, Count(Assert.Single(await Bench.SendAllAsync()).Text));
        await Bench.AdvanceAsync(Day);
        Assert.Equal(2, Count(Assert.Single(await Bench.SendAllAsync()).Text));
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task What_is_withdrawn_before_the_correction_goes_out_is_not_mentioned_and_is_told_when_it_is_back()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        await CorrectAsync(boots);
        await Bench.AdvanceAsync(Day);
        await Bench.WithdrawAsync(boots);
        Assert.Empty(await Bench.SendAllAsync());

        await CorrectAsync(boots);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
    }

    [Fact]
    public async Task It_waits_for_the_end_of_the_readers_quiet_hours()
    {
        // The clock stands at 06:00.
        await Bench.AddReaderAsync(one => (one.QuietFrom, one.QuietTo) = (22 * 60, 8 * 60), ("gear", Cadence.Each));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromHours(3));
        await Bench.SendAllAsync();
        await Bench.AdvanceAsync(TimeSpan.FromHours(14));

        await CorrectAsync(boots);

        Assert.Equal(0, await Bench.TickAsync());
        Assert.Equal(1, await Bench.AdvanceAsync(TimeSpan.FromHours(9)));
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
    }

    private static int Count(string text) => text.Split("Correction: ").Length - 1;

    [Fact]
    public async Task Who_received_an_article_is_known_after_a_year()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await PublishedAndSentAsync();
        await Bench.AdvanceAsync(400 * Day);

        await CorrectAsync(boots);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Equal("Correction: Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
    }

    private async Task<ArticleId> PublishedAndSentAsync()
    {
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.SendAllAsync();
        return boots;
    }

    private Task CorrectAsync(ArticleId boots) => Bench.ReviseAsync(boots, DigestBench.Piece("Boots") with { Correction = Words });
}
