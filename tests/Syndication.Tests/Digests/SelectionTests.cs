using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

public sealed class SelectionTests : DigestTest
{
    [Fact]
    public async Task What_is_new_comes_at_the_slot_and_not_before()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");

        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot - TimeSpan.FromMinutes(1)));
        Assert.Equal(1, await Bench.AdvanceAsync(TimeSpan.FromMinutes(1)));

        var mail = Assert.Single(await Bench.SendAllAsync());
        Assert.Equal("Boots", mail.Subject);
        Assert.Equal($"reader{reader}@example.org", mail.To);
    }

    [Fact]
    public async Task Nothing_new_is_no_message_but_the_slot_and_the_mark_move()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Elsewhere", "posts");

        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot));

        var subscription = Assert.Single(await Bench.PlanAsync(reader));
        Assert.Equal("2026-03-03T07:00", subscription.NextSlot);
        Assert.Equal(1, subscription.Mark);
        Assert.Empty(await Bench.MessagesAsync());
    }

    [Fact]
    public async Task A_reader_does_not_get_what_was_there_before_the_mark()
    {
        await Bench.PublishAsync("Old");
        await Bench.AddReaderAsync(("gear", Cadence.Daily));

        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot));
    }

    [Fact]
    public async Task Archives_that_are_not_announced_are_in_no_digest()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.Host.PublishAsync(DigestBench.Piece("Old post") with { Announce = false });

        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot));
    }

    [Fact]
    public async Task An_article_in_two_sections_comes_once_even_at_different_cadences()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        await Bench.AdvanceAsync(Day);
        await Bench.PublishAsync("Both", "gear", "posts");

        for (var day = 0; day < 9; day++)
        {
            await Bench.AdvanceAsync(Day);
            await Bench.SendAllAsync();
        }

        Assert.Single(await Bench.MessagesAsync(reader));
    }

    [Fact]
    public async Task Daily_and_weekly_on_the_same_slot_are_one_issue()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        await Bench.PublishAsync("Boots", "gear");
        await Bench.PublishAsync("Letters", "posts");

        Assert.Equal(1, await Bench.AdvanceAsync(ToSlot));

        var mail = Assert.Single(await Bench.SendAllAsync());
        Assert.Contains("Boots", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Letters", mail.Text, StringComparison.Ordinal);
        Assert.Equal("The Test Post digest <digest.news.test>", mail.List!.Id);
    }

    [Fact]
    public async Task A_back_dated_article_that_comes_late_is_not_lost()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AdvanceAsync(Day);
        await Bench.Host.PublishAsync(DigestBench.Piece("Late") with { PublishedAt = SyndicationHost.Start.AddDays(-40) });

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
    }

    [Theory]
    [InlineData(MessageState.Failed)]
    [InlineData(MessageState.Expired)]
    [InlineData(MessageState.Cancelled)]
    public async Task Articles_of_a_message_that_ended_badly_come_again(MessageState end)
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), end);

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        Assert.Equal("Boots", Assert.Single(await Bench.SendAllAsync(reader)).Subject);
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task Articles_that_come_again_on_the_same_day_get_an_issue_of_their_own()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var first = Assert.Single(await Bench.MessagesAsync());
        await Bench.EndAsync(first, MessageState.Failed);

        Assert.Equal(1, await Bench.Resumption.RequestNowAsync(Cadence.Daily, CancellationToken.None));
        Assert.Equal(1, await Bench.TickAsync());

        Assert.NotEqual(first.Group, (await Bench.MessagesAsync(reader))[1].Group);
    }

    [Theory]
    [InlineData(MessageState.Sent)]
    [InlineData(MessageState.InDoubt)]
    [InlineData(MessageState.Held)]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.Leased)]
    [InlineData(MessageState.Sending)]
    [InlineData(MessageState.Deferred)]
    public async Task What_a_reader_has_or_may_yet_get_is_not_selected_again(MessageState state)
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), state, 1);

        // Shown in another section that the reader follows since: a new membership with a sequence of its own.
        await Bench.ChangeAsync(reader, "posts", Cadence.Daily);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), state, 1);
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots", "gear", "posts"));

        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Theory]
    [InlineData(MessageState.Failed)]
    [InlineData(MessageState.Cancelled)]
    [InlineData(MessageState.Expired)]
    [InlineData(MessageState.Suppressed)]
    public async Task What_was_ever_in_doubt_is_not_selected_again_however_it_ended(MessageState end)
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var message = Assert.Single(await Bench.MessagesAsync());
        await Bench.EndAsync(message, MessageState.InDoubt, 1);
        await Bench.EndAsync(message, end, 1);

        Assert.Equal(0, await Bench.AdvanceAsync(Day));

        await Bench.WithdrawAsync(boots);
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots"));
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task What_ended_badly_does_not_come_again_from_a_section_that_was_given_up()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.ChangeAsync(reader, "gear", Cadence.Off);

        Assert.Equal(MessageState.Cancelled, Assert.Single(await Bench.MessagesAsync()).State);
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task What_ended_badly_before_a_new_consent_is_over()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), MessageState.Cancelled);
        Bench.Host.Clock.Advance(TimeSpan.FromHours(1));
        await Bench.Host.Database.WriteAsync(
            async (db, ct) =>
            {
                var row = await db.Set<Subscription>().SingleAsync(one => one.Subscriber == new SubscriberId(reader), ct);
                row.Mark = row.From = await Sequences.LastAsync(db, ct);
            },
            CancellationToken.None
        );

        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task What_ended_badly_long_before_the_last_issue_is_over()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), MessageState.Failed);
        await Bench.ChangeAsync(reader, "gear", Cadence.Off);
        await Bench.AdvanceAsync(50 * Day);
        await Bench.PublishAsync("Letters", "posts");
        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        await Bench.SendAllAsync();

        await Bench.ChangeAsync(reader, "gear", Cadence.Daily);

        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task What_ended_badly_before_a_long_rest_comes_again_after_it()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync()), MessageState.Cancelled);

        Assert.Equal(1, await Bench.AdvanceAsync(90 * Day));
        Assert.Equal("Boots", Assert.Single(await Bench.SendAllAsync(reader)).Subject);
    }

    [Fact]
    public async Task An_article_that_was_withdrawn_before_the_slot_and_is_back_after_it_is_not_lost()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.WithdrawAsync(boots);
        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot));
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots"));

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
        await Bench.SendAllAsync();
        await Bench.WithdrawAsync(boots);
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots"));
        Assert.Equal(0, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task An_article_that_becomes_news_later_is_selected_then()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var quiet = await Bench.Host.PublishAsync(DigestBench.Piece("Boots") with { Announce = false });
        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot));
        await Bench.ReviseAsync(quiet, DigestBench.Piece("Boots"));

        Assert.Equal(1, await Bench.AdvanceAsync(Day));
    }

    [Fact]
    public async Task Embargo_draft_and_expiry_are_kept()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.Host.PublishAsync(DigestBench.Piece("Embargoed") with { PublishedAt = SyndicationHost.Start.AddHours(2) });
        await Bench.Host.PublishAsync(DigestBench.Piece("Expiring") with { ExpiresAt = SyndicationHost.Start.AddMinutes(30) });
        var draft = await Bench.Host.PublishAsync(DigestBench.Piece("Drafted") with { Draft = true });

        Assert.Equal(0, await Bench.AdvanceAsync(ToSlot));
        await Bench.AdvanceAsync(TimeSpan.FromHours(2));
        await Bench.ReviseAsync(draft, DigestBench.Piece("Drafted"));
        await Bench.AdvanceAsync(TimeSpan.FromHours(22));

        var mail = Assert.Single(await Bench.SendAllAsync());
        Assert.Contains("Embargoed", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Drafted", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Expiring", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_with_equal_plans_share_an_issue_and_others_do_not()
    {
        var first = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var second = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var text = await Bench.AddReaderAsync(one => one.Format = MailFormat.Text, ("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);

        var messages = await Bench.MessagesAsync();
        Assert.Equal(2, messages.Select(message => message.Group).Distinct().Count());
        Assert.Equal(messages.Single(one => one.Recipient == first).Group, messages.Single(one => one.Recipient == second).Group);
        Assert.Null((await Bench.MailAsync(messages.Single(one => one.Recipient == text))).Html);
    }
}
