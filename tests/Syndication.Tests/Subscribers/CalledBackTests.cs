using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

/// <summary>An issue that is called back because its reader saved the plan, or left and came back, does not wait for the next slot.</summary>
public sealed class CalledBackTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("daily")]
    [InlineData("weekly")]
    [InlineData("monthly")]
    public async Task Saving_the_plan_brings_the_issue_that_it_calls_back_with_the_next_tick_once(string cadence)
    {
        var reader = await QueuedAsync(("cadence.gear", cadence));
        var next = ReaderHost.In(await host.FindAsync(), "gear").NextSlot;

        await SaveAsync(reader, ("cadence.gear", cadence), ("layout", "headlines"));
        await host.TickAsync();

        Assert.Equal([MessageState.Cancelled, MessageState.Sent], await StatesAsync());
        Assert.Equal(next, ReaderHost.In(await host.FindAsync(), "gear").NextSlot);
        host.Clock.SetUtcNow(ReaderHost.In(await host.FindAsync(), "gear").NextDueAt!.Value);
        await host.TickAsync();
        Assert.Equal(["Boots"], Digests());
    }

    [Fact]
    public async Task A_second_change_before_the_next_tick_delays_nothing()
    {
        var reader = await QueuedAsync(("cadence.gear", "weekly"));

        await SaveAsync(reader, ("cadence.gear", "weekly"), ("layout", "headlines"));
        await SaveAsync(reader, ("cadence.gear", "monthly"), ("hour", "19:00"));
        await host.TickAsync();

        Assert.Equal(["Boots"], Digests());
        Assert.Equal("2026-04-01T19:00", ReaderHost.In(await host.FindAsync(), "gear").NextSlot);
    }

    [Fact]
    public async Task A_section_whose_mail_was_not_called_back_keeps_its_slot()
    {
        var reader = await QueuedAsync(("cadence.gear", "weekly"), ("cadence.benefits", "monthly"));
        await host.PublishAsync(Pieces.In("benefits", "Letters"));

        await SaveAsync(reader, ("cadence.gear", "weekly"), ("cadence.benefits", "monthly"), ("layout", "headlines"));
        Assert.Equal("2026-04-01T07:00", ReaderHost.In(await host.FindAsync(), "benefits").NextSlot);
        await host.TickAsync();

        Assert.Equal(["Boots"], Digests());
    }

    [Fact]
    public async Task A_section_that_was_given_up_brings_nothing_and_makes_nothing_due()
    {
        var reader = await QueuedAsync(("cadence.gear", "weekly"), ("cadence.benefits", "weekly"));

        await SaveAsync(reader, ("cadence.gear", "off"), ("cadence.benefits", "weekly"));
        await host.TickAsync();

        Assert.Empty(Digests());
        Assert.Equal("2026-03-16T07:00", ReaderHost.In(await host.FindAsync(), "benefits").NextSlot);
    }

    [Fact]
    public async Task It_waits_for_the_end_of_the_quiet_hours()
    {
        var reader = await QueuedAsync(("cadence.gear", "weekly"));

        await SaveAsync(reader, ("cadence.gear", "weekly"), ("quietFrom", "06:00"), ("quietTo", "09:00"));
        await host.TickAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(119));
        await host.TickAsync();
        Assert.Empty(Digests());

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.TickAsync();
        Assert.Equal(["Boots"], Digests());
        Assert.Equal("2026-03-16T07:00", ReaderHost.In(await host.FindAsync(), "gear").NextSlot);
    }

    [Fact]
    public async Task A_pause_brings_it_with_what_else_it_held_back()
    {
        var reader = await QueuedAsync(("cadence.gear", "weekly"));

        await SaveAsync(reader, ("cadence.gear", "weekly"), ("paused", "yes"));
        await host.TickAsync();
        host.Clock.Advance(TimeSpan.FromHours(10));
        await SaveAsync(reader, ("cadence.gear", "weekly"));
        await SaveAsync(reader, ("cadence.gear", "weekly"), ("layout", "headlines"));
        await host.TickAsync();
        Assert.Empty(Digests());

        host.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));
        await host.TickAsync();
        Assert.Equal(["Boots"], Digests());
    }

    [Fact]
    public async Task What_waits_for_approval_waits_on()
    {
        using var newsroom = host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", approval = true });
        var reader = await QueuedAsync(("cadence.gear", "weekly"));

        await SaveAsync(reader, ("cadence.gear", "weekly"), ("layout", "headlines"));
        await host.TickAsync();

        Assert.Equal([MessageState.Cancelled, MessageState.Queued], await StatesAsync());
        Assert.Empty(Digests());
    }

    [Fact]
    public async Task Who_leaves_and_takes_it_back_gets_it_with_the_next_tick_once()
    {
        var reader = await QueuedAsync(("cadence.gear", "monthly"));
        var page = await host.Browser.PostAsync(
            new Uri(host.Links.Unsubscribe(reader.Subscriber.Handle, 0)).PathAndQuery,
            new FormUrlEncodedContent([new("leave", "all")])
        );
        host.Clock.Advance(TimeSpan.FromHours(3));
        await host.TickAsync();
        Assert.Empty(Digests());

        await host.Browser.PostAsync(UndoIn(await page.Content.ReadAsStringAsync()), null);
        await host.TickAsync();
        Assert.Equal(["Boots"], Digests());

        host.Clock.SetUtcNow(ReaderHost.In(await host.FindAsync(), "gear").NextDueAt!.Value);
        await host.TickAsync();
        Assert.Equal(["Boots"], Digests());
    }

    /// <summary>A reader whose first issue has "Boots" and is queued.</summary>
    private async Task<Reader> QueuedAsync(params (string Name, string Value)[] plan)
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, plan);
        await host.PublishAsync(Pieces.In("gear", "Boots"));
        host.Clock.SetUtcNow(ReaderHost.In(reader, "gear").NextDueAt!.Value);
        Assert.Equal(1, await host.Services.GetRequiredService<Planner>().PlanDueAsync(CancellationToken.None));
        return reader;
    }

    private async Task SaveAsync(Reader reader, params (string Name, string Value)[] fields)
    {
        using var form = ReaderHost.Form("", fields);
        var reply = await host.Browser.PostAsync(new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery, form);
        Assert.EndsWith("?saved", reply.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private async Task<IEnumerable<MessageState>> StatesAsync() => (await host.RowsAsync(MessageStream.Digest)).Select(row => row.State);

    /// <summary>The subjects of what was sent that has articles.</summary>
    private IEnumerable<string> Digests() =>
        new Outbox(Path.Combine(host.DataFolder, "outbox"))
            .Messages.Select(mail => mail.Subject ?? "")
            .Where(subject => subject is "Boots" or "Letters" || subject.Contains("stories", StringComparison.Ordinal));

    private static string UndoIn(string html)
    {
        var start = html.IndexOf("action=\"/unsubscribe/", StringComparison.Ordinal) + "action=\"".Length;
        return html[start..html.IndexOf('"', start)];
    }
}
