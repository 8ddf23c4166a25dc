using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;

namespace Syndication.Tests.Digests;

/// <summary>Sending an issue again: to exactly those who did not get it.</summary>
public sealed class ResendingTests : DigestTest
{
    private IssueDesk Desk => Bench.Host.Services.GetRequiredService<IssueDesk>();

    [Fact]
    public async Task It_goes_to_those_who_surely_do_not_have_it_and_to_nobody_else()
    {
        MessageState[] ends =
        [
            MessageState.Failed,
            MessageState.Expired,
            MessageState.Sent,
            MessageState.InDoubt,
            MessageState.Held,
            MessageState.Suppressed,
        ];
        var messages = await IssueOfAsync(ends.Length);
        foreach (var (message, end) in messages.Zip(ends))
            await Bench.EndAsync(message, end, version: 1);

        Assert.Equal(2, await ActAsync(IssueAct.Resend));
        Assert.Equal(0, await ActAsync(IssueAct.Resend));

        Assert.Equal(
            [MessageState.Queued, MessageState.Queued, .. ends[2..]],
            (await Bench.MessagesAsync()).ConvertAll(message => message.State)
        );
        Assert.Equal(2, (await Bench.SendAllAsync()).Count);
    }

    [Fact]
    public async Task A_message_that_was_ever_in_doubt_is_not_sent_again_whatever_became_of_it()
    {
        var message = Assert.Single(await IssueOfAsync(1));
        await Bench.EndAsync(message, MessageState.InDoubt, version: 1);
        await Bench.EndAsync(message, MessageState.Cancelled, version: 1);

        Assert.Equal(0, await ActAsync(IssueAct.Resend));
    }

    [Fact]
    public async Task An_issue_that_was_cancelled_by_mistake_goes_to_the_rest_and_not_to_who_left_or_changed_the_plan()
    {
        var messages = await IssueOfAsync(4);
        await Bench.EndAsync(messages[0], MessageState.Sent, version: 1);
        await Bench.ChangeAsync(messages[1].Recipient, "gear", Cadence.Weekly);
        await ActAsync(IssueAct.Cancel);
        await Bench.UpdateReaderAsync(messages[2].Recipient, reader => reader.State = SubscriberState.Unsubscribed);

        Assert.Equal(1, await ActAsync(IssueAct.Resend));

        Assert.Equal("open", (await IssueAsync()).State);
        Assert.Equal(
            [MessageState.Sent, MessageState.Cancelled, MessageState.Cancelled, MessageState.Queued],
            (await Bench.MessagesAsync()).ConvertAll(message => message.State)
        );
    }

    [Fact]
    public async Task Whoever_gave_up_the_section_since_does_not_get_it()
    {
        var messages = await IssueOfAsync(2);
        await EndAllAsync(messages, MessageState.Failed);
        await Bench.ChangeAsync(messages[0].Recipient, "gear", Cadence.Off);

        Assert.Equal(1, await ActAsync(IssueAct.Resend));
        Assert.Equal(messages[1].Recipient, Assert.Single(await OpenAsync()).Recipient);
    }

    [Theory]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.Sent)]
    public async Task Whoever_has_its_articles_by_the_next_issue_does_not_get_them_twice(MessageState next)
    {
        var first = Assert.Single(await IssueOfAsync(1));
        var issue = (await IssueAsync()).Id;
        await Bench.EndAsync(first, MessageState.Failed);
        await Bench.AdvanceAsync(Day);
        await Bench.EndAsync((await Bench.MessagesAsync())[^1], next, version: 1);

        Assert.Equal(0, await ActAsync(IssueAct.Resend, issue));
    }

    [Fact]
    public async Task The_next_issue_does_not_bring_what_is_on_its_way_again()
    {
        var message = Assert.Single(await IssueOfAsync(1));
        await Bench.EndAsync(message, MessageState.Failed);
        Assert.Equal(1, await ActAsync(IssueAct.Resend));

        await Bench.AdvanceAsync(Day);

        Assert.Single(await Bench.MessagesAsync());
        Assert.Equal("Boots", Assert.Single(await Bench.SendAllAsync()).Subject);
    }

    [Fact]
    public async Task It_makes_a_planner_that_is_choosing_at_this_moment_drop_the_reader()
    {
        var message = Assert.Single(await IssueOfAsync(1));
        await Bench.EndAsync(message, MessageState.Failed);
        var before = await VersionAsync(message.Recipient);

        await ActAsync(IssueAct.Resend);

        Assert.Equal(before + 1, await VersionAsync(message.Recipient));
    }

    [Fact]
    public async Task What_is_sent_again_is_fresh_again_and_has_its_whole_time_for_trying()
    {
        var message = Assert.Single(await IssueOfAsync(1));
        await Bench.EndAsync(message, MessageState.Expired);
        Bench.Host.Clock.Advance(TimeSpan.FromHours(14));

        await ActAsync(IssueAct.Resend);

        var row = Assert.Single(await Bench.MessagesAsync());
        Assert.Equal((0, null, null), (row.Attempts, row.FirstAttemptAt, row.DoneAt));
        Assert.Equal(Bench.Host.Clock.GetUtcNow(), row.CreatedAt);
        var mailing = await Bench.Host.Database.ReadAsync((db, ct) => db.Set<Mailing>().SingleAsync(ct), CancellationToken.None);
        Assert.Equal((Bench.Host.Clock.GetUtcNow() + TimeSpan.FromHours(12), false), (mailing.FreshUntil, mailing.Settled));
    }

    [Fact]
    public async Task A_paused_issue_stays_paused()
    {
        var messages = await IssueOfAsync(2);
        await Bench.EndAsync(messages[0], MessageState.Failed);
        await ActAsync(IssueAct.Pause);

        await ActAsync(IssueAct.Resend);

        Assert.Equal("paused", (await IssueAsync()).State);
    }

    [Fact]
    public async Task Held_messages_are_sent_again_or_given_up_by_the_operator_alone()
    {
        var messages = await IssueOfAsync(2);
        foreach (var message in messages)
            await Bench.EndAsync(message, MessageState.InDoubt, version: 1);
        await EndAllAsync(messages, MessageState.Held);

        Assert.Equal(2, await ActAsync(IssueAct.Release));
        Assert.Equal(0, await ActAsync(IssueAct.Release));
        Assert.All(await Bench.MessagesAsync(), message => Assert.Equal((MessageState.InDoubt, 1), (message.State, message.Doubts)));

        await EndAllAsync(messages, MessageState.Held);
        Assert.Equal(2, await ActAsync(IssueAct.GiveUp));
        Assert.Equal(0, await ActAsync(IssueAct.Resend));
        Assert.Equal(2, (await IssueAsync()).Messages.Cancelled);

        // They may have arrived: their articles do not come again.
        await Bench.AdvanceAsync(Day);
        Assert.Equal(2, (await Bench.MessagesAsync()).Count);
    }

    private async Task<List<Message>> IssueOfAsync(int readers)
    {
        for (var i = 0; i < readers; i++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var messages = await Bench.MessagesAsync();
        Assert.Equal(readers, messages.Count);
        return messages;
    }

    private async Task EndAllAsync(IEnumerable<Message> messages, MessageState state)
    {
        foreach (var message in messages)
            await Bench.EndAsync(message, state, version: 1);
    }

    private async Task<IssueSummary> IssueAsync() => Assert.Single(await Desk.LatestAsync(20, CancellationToken.None));

    private async Task<int?> ActAsync(IssueAct act, string? issue = null) =>
        Assert
            .IsType<IssueActOutcome.Done>(
                await Bench
                    .Host.Services.GetRequiredService<IssueActs>()
                    .DoAsync(issue ?? (await IssueAsync()).Id, act, CancellationToken.None)
            )
            .Messages;

    private async Task<List<Message>> OpenAsync() => (await Bench.MessagesAsync()).FindAll(message => message.State is MessageState.Queued);

    private Task<long> VersionAsync(long reader) =>
        Bench.Host.Database.ReadAsync(
            (db, ct) => db.Set<Subscriber>().Where(one => one.Number == reader).Select(one => one.PlanVersion).SingleAsync(ct),
            CancellationToken.None
        );
}
