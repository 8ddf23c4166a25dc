using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

public sealed class PlanChangeTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_change_is_one_step_forward_with_everything_in_it()
    {
        var before = await host.SubscribeAsync();
        await host.QueueDigestAsync(before, 7);

        var reply = await ChangeAsync(
            before,
            ("cadence.gear", "weekly"),
            ("weekday", "Sunday"),
            ("hour", "18:45"),
            ("zone", "America/New_York"),
            ("format", "text"),
            ("layout", "headlines")
        );

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.EndsWith("?saved", reply.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Saved.", await host.Browser.GetStringAsync(reply.Headers.Location), StringComparison.Ordinal);
        var after = await host.FindAsync();
        Assert.Equal(before.Subscriber.PlanVersion + 1, after.Subscriber.PlanVersion);
        Assert.Equal((MailFormat.Text, MailLayout.Headlines), (after.Subscriber.Format, after.Subscriber.Layout));
        Assert.Equal("2026-03-08T18:45", ReaderHost.In(after, "gear").NextSlot);

        // The clocks in New York went forward that morning.
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 22, 45, 0, TimeSpan.Zero), ReaderHost.In(after, "gear").NextDueAt);
        Assert.Equal(MessageState.Cancelled, Assert.Single(await host.RowsAsync(MessageStream.Digest)).State);
        Assert.Equal(ConsentAct.PlanChanged, (await host.ConsentsAsync(after))[^1].What);
    }

    [Theory]
    [InlineData("%0A")]
    [InlineData("%0D%0ASet-Cookie:%20a=b")]
    [InlineData("%20")]
    public async Task A_link_with_anything_after_its_token_changes_nothing(string extra)
    {
        var reader = await host.SubscribeAsync();

        var reply = await host.Browser.PostAsync(PlanOf(reader) + extra, ReaderHost.Form("", ("cadence.gear", "weekly")));

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal(reader.Subscriber.PlanVersion, (await host.FindAsync()).Subscriber.PlanVersion);
    }

    [Fact]
    public async Task Another_cadence_keeps_the_mark()
    {
        var reader = await host.SubscribeAsync();
        await host.PublishAsync(Pieces.In("gear", "Not read yet"));

        await ChangeAsync(reader, ("cadence.gear", "monthly"));

        Assert.Equal(0, ReaderHost.In(await host.FindAsync(), "gear").Mark);
    }

    [Fact]
    public async Task A_section_that_was_off_brings_nothing_from_before()
    {
        var reader = await host.SubscribeAsync();
        await ChangeAsync(reader, ("cadence.gear", "off"));
        var off = ReaderHost.In(await host.FindAsync(), "gear");
        Assert.Equal((Cadence.Off, null), (off.Cadence, off.NextSlot));
        for (var n = 0; n < 5; n++)
            await host.PublishAsync(Pieces.In("gear", $"Piece {n}"));

        await ChangeAsync(reader, ("cadence.gear", "daily"), ("cadence.benefits", "each"));

        var after = await host.FindAsync();
        Assert.Equal((5, 5), (ReaderHost.In(after, "gear").Mark, ReaderHost.In(after, "benefits").Mark));
        Assert.Null(ReaderHost.In(after, "benefits").NextDueAt);
    }

    [Fact]
    public async Task A_later_hour_does_not_bring_a_second_issue_the_same_day()
    {
        var reader = await host.SubscribeAsync();
        await SentAsync(reader, SyndicationHost.Start.AddDays(1));
        host.Clock.SetUtcNow(SyndicationHost.Start.AddDays(1).AddMinutes(5));

        await ChangeAsync(reader, ("hour", "12:00"));
        Assert.Equal("2026-03-04T12:00", ReaderHost.In(await host.FindAsync(), "gear").NextSlot);

        // Twelve hours are enough.
        await ChangeAsync(reader, ("hour", "19:00"));
        Assert.Equal("2026-03-03T19:00", ReaderHost.In(await host.FindAsync(), "gear").NextSlot);
    }

    [Fact]
    public async Task A_daily_issue_does_not_push_the_monthly_one_away()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.benefits", "monthly"));
        Assert.Equal("2026-04-01T07:00", ReaderHost.In(reader, "benefits").NextSlot);
        host.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 29, 6, 0, 0, TimeSpan.Zero));
        await SentAsync(reader, host.Clock.GetUtcNow());

        await ChangeAsync(reader, ("cadence.benefits", "monthly"), ("hour", "08:00"));

        Assert.Equal("2026-04-01T08:00", ReaderHost.In(await host.FindAsync(), "benefits").NextSlot);
    }

    [Fact]
    public async Task A_section_joins_the_slot_of_its_new_cadence()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.benefits", "weekly"));
        host.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 8, 6, 5, 0, TimeSpan.Zero));
        await SentAsync(reader, host.Clock.GetUtcNow());

        await ChangeAsync(reader, ("cadence.benefits", "weekly"), ("cadence.gear", "weekly"), ("layout", "headlines"));

        var after = await host.FindAsync();
        Assert.Equal("2026-03-09T07:00", ReaderHost.In(after, "benefits").NextSlot);
        Assert.Equal("2026-03-09T07:00", ReaderHost.In(after, "gear").NextSlot);
    }

    [Fact]
    public async Task A_pause_ends_on_its_day_and_the_slots_come_back()
    {
        var reader = await host.SubscribeAsync();

        await ChangeAsync(reader, ("paused", "yes"), ("pausedUntil", "2026-03-10"));
        var paused = await host.FindAsync();
        Assert.Equal(SubscriberState.Paused, paused.Subscriber.State);
        Assert.Null(ReaderHost.In(paused, "gear").NextDueAt);
        Assert.Contains("value=\"2026-03-10\"", await host.Browser.GetStringAsync(PlanOf(reader)), StringComparison.Ordinal);

        host.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 9, 22, 59, 0, TimeSpan.Zero));
        await host.TickAsync();
        Assert.Equal(SubscriberState.Paused, (await host.FindAsync()).Subscriber.State);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.TickAsync();
        var back = await host.FindAsync();
        Assert.Equal(SubscriberState.Active, back.Subscriber.State);
        Assert.Equal("2026-03-10T07:00", ReaderHost.In(back, "gear").NextSlot);
        Assert.True(back.Subscriber.PlanVersion > paused.Subscriber.PlanVersion);
    }

    [Fact]
    public async Task News_that_was_called_back_is_made_again_at_once_for_whoever_waits_for_each()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.gear", "each"));
        await host.PublishAsync(Pieces.In("gear", "Boots"));
        await PlanAsync();

        await ChangeAsync(reader, ("cadence.gear", "each"), ("format", "text"));
        Assert.Equal(1, await PlanAsync());

        Assert.Equal([MessageState.Cancelled, MessageState.Queued], await StatesAsync());
        Assert.Null(ReaderHost.In(await host.FindAsync(), "gear").NextDueAt);
        Assert.Equal(0, await PlanAsync());
    }

    [Fact]
    public async Task A_section_that_was_off_does_not_bring_back_what_was_called_back_then()
    {
        var reader = await host.SubscribeAsync();
        await host.PublishAsync(Pieces.In("gear", "Boots"));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await PlanAsync());
        await ChangeAsync(reader, ("cadence.gear", "off"));
        host.Clock.Advance(TimeSpan.FromDays(30));

        await ChangeAsync(reader, ("cadence.gear", "daily"));
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await PlanAsync());
    }

    [Fact]
    public async Task A_plan_that_moved_between_reading_and_writing_is_not_overwritten()
    {
        var number = (await host.SubscribeAsync()).Subscriber.Number;

        Task Overtaken() =>
            host.Database.WriteAsync(
                async (db, ct) =>
                {
                    (await db.FindAsync<Subscriber>([number], ct))!.PlanVersion++;
                    await db.Set<Subscriber>().ExecuteUpdateAsync(change => change.SetProperty(one => one.PlanVersion, 77), ct);
                },
                CancellationToken.None
            );

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(Overtaken);
    }

    private Task<int> PlanAsync() => host.Services.GetRequiredService<Planner>().PlanDueAsync(CancellationToken.None);

    private async Task<IEnumerable<MessageState>> StatesAsync() => (await host.RowsAsync(MessageStream.Digest)).Select(row => row.State);

    private string PlanOf(Reader reader) => new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery;

    private Task<HttpResponseMessage> ChangeAsync(Reader reader, params (string Name, string Value)[] fields) =>
        host.Browser.PostAsync(PlanOf(reader), ReaderHost.Form("", fields));

    /// <summary>What the planner leaves behind when it has planned a daily issue.</summary>
    private Task SentAsync(Reader reader, DateTimeOffset at) =>
        host.Database.WriteAsync(
            async (db, ct) =>
            {
                var row = (await db.FindAsync<Subscriber>([reader.Subscriber.Number], ct))!;
                row.LastIssueAt = at;
                var gear = (await db.FindAsync<Subscription>([row.Id, ReaderHost.In(reader, "gear").Section], ct))!;
                var next = Slot.Next(Cadence.Daily, row, at);
                (gear.NextSlot, gear.NextDueAt) = (next.ToString(), next.At);
            },
            CancellationToken.None
        );
}
