using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Digests;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

public sealed class PlannerTests : DigestTest
{
    [Fact]
    public async Task Who_waits_for_each_and_has_more_than_one_issue_holds_gets_one_of_a_tick()
    {
        var reader = await Bench.AddReaderAsync(("posts", Cadence.Daily), ("gear", Cadence.Each));
        await Bench.PublishAllAsync(Enumerable.Range(1, 420).Select(number => DigestBench.Piece($"Letter {number}", "posts")));
        await Bench.PublishAsync("Boots");

        await Bench.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Single(await Bench.MessagesAsync(reader));
        await Bench.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await Bench.MessagesAsync(reader)).Count);
    }

    [Fact]
    public async Task Running_twice_at_once_plans_every_reader_once()
    {
        for (var reader = 0; reader < 30; reader++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        Bench.Host.Clock.Advance(ToSlot);

        var queued = await Task.WhenAll(
            Task.Run(() => Bench.Planner.PlanDueAsync(CancellationToken.None)),
            Task.Run(() => Bench.Planner.PlanDueAsync(CancellationToken.None))
        );

        Assert.Equal(30, queued.Sum());
        var messages = await Bench.MessagesAsync();
        Assert.Equal(30, messages.Select(message => message.Recipient).Distinct().Count());
        Assert.Single(messages.Select(message => message.Group).Distinct());
    }

    [Fact]
    public async Task A_tick_goes_through_all_chunks()
    {
        using var bench = await new DigestBench(("Digests:ChunkSize", "2")).WithSectionsAsync("gear", "posts");
        for (var reader = 0; reader < 5; reader++)
            await bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Each));
        await bench.PublishAsync("Boots");
        await bench.PublishAsync("Letters", "posts");

        Assert.Equal(5, await bench.AdvanceAsync(ToSlot));
        Assert.Equal(0, await bench.TickAsync());
    }

    [Fact]
    public async Task A_reader_whose_plan_moved_between_reading_and_writing_drops_out()
    {
        var kept = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var moved = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        var issue = await EnsureAsync(new DateOnly(2026, 3, 2));
        await Bench.UpdateReaderAsync(moved, reader => reader.Hour = 600);
        var move = new Move(new SectionSlug("gear"), 1, new Slot(new DateTime(2026, 3, 3, 7, 0, 0), Bench.Host.Clock.GetUtcNow()));

        var queued = await Bench
            .Host.Services.GetRequiredService<PlanWriter>()
            .WriteAsync([new PlannedReader(kept, 0, issue, [move]), new PlannedReader(moved, 0, issue, [move])], CancellationToken.None);

        Assert.Equal(1, queued);
        Assert.Equal(kept, Assert.Single(await Bench.MessagesAsync()).Recipient);
        Assert.Equal(1, Assert.Single(await Bench.PlanAsync(kept)).Mark);
        Assert.Equal(0, Assert.Single(await Bench.PlanAsync(moved)).Mark);
    }

    [Fact]
    public async Task An_issue_that_a_dying_planner_left_behind_is_used_by_the_next()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        var orphan = await EnsureAsync(new DateOnly(2026, 3, 2));

        await Bench.AdvanceAsync(ToSlot);

        Assert.Equal(orphan, Assert.Single(await Bench.MessagesAsync()).Group);
    }

    [Fact]
    public async Task An_overdue_reader_gets_one_issue_and_not_one_per_missed_slot()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");

        Assert.Equal(1, await Bench.AdvanceAsync(TimeSpan.FromDays(5)));
        Assert.Equal(0, await Bench.TickAsync());
        Assert.Equal("2026-03-07T07:00", Assert.Single(await Bench.PlanAsync(reader)).NextSlot);
    }

    [Fact]
    public async Task Each_comes_at_the_next_tick_with_all_that_is_new()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Each));
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Stoves");

        Assert.Equal(1, await Bench.TickAsync());
        Assert.Equal(0, await Bench.TickAsync());
        Assert.Equal("Two stories from Gear", Assert.Single(await Bench.SendAllAsync()).Subject);
    }

    [Fact]
    public async Task Each_waits_for_the_end_of_the_quiet_hours_in_the_readers_zone()
    {
        var reader = await Bench.AddReaderAsync(
            one => (one.QuietFrom, one.QuietTo, one.Zone) = (22 * 60, (8 * 60) + 30, "Europe/Berlin"),
            ("gear", Cadence.Each)
        );
        await Bench.PublishAsync("Boots");

        Assert.Equal(0, await Bench.AdvanceAsync(TimeSpan.FromMinutes(89)));

        // No tick until then reads those who sleep.
        Assert.Equal(SyndicationHost.Start.AddMinutes(90), Assert.Single(await Bench.PlanAsync(reader)).NextDueAt);
        Assert.Equal(1, await Bench.AdvanceAsync(TimeSpan.FromMinutes(1)));
        Assert.Null(Assert.Single(await Bench.PlanAsync(reader)).NextDueAt);
        Assert.Equal(reader, Assert.Single(await Bench.MessagesAsync()).Recipient);
    }

    [Fact]
    public async Task A_pause_that_is_over_ends_in_one_issue_that_catches_up_at_the_readers_hour()
    {
        await Bench.WithSectionsAsync("news");
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly), ("news", Cadence.Each));
        await Bench.UpdateReaderAsync(
            reader,
            one => (one.State, one.PausedUntil) = (SubscriberState.Paused, Bench.Host.Clock.GetUtcNow().AddDays(3).AddHours(10))
        );
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(Day);
        await Bench.PublishAsync("Letters", "posts");
        await Bench.PublishAsync("Storm", "news");
        Assert.Equal(0, await Bench.AdvanceAsync(Day));

        Assert.Equal(0, await Bench.AdvanceAsync(TimeSpan.FromHours(34)));
        Assert.Equal(1, await Bench.AdvanceAsync(TimeSpan.FromHours(15)));

        var mail = Assert.Single(await Bench.SendAllAsync());
        Assert.Contains("Boots", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Letters", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Storm", mail.Text, StringComparison.Ordinal);

        // The Monday after would be the second weekly issue in four days.
        var next = (await Bench.PlanAsync(reader)).OrderBy(one => one.Cadence).Select(one => one.NextSlot);
        Assert.Equal([null, "2026-03-07T07:00", "2026-03-16T07:00"], next);
    }

    [Fact]
    public async Task Send_now_passes_over_whoever_left_meanwhile()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var request = Task.FromResult(0);
        await Bench.Host.Database.WriteAsync(
            async (db, ct) =>
            {
                // It finds the reader, and then waits for this transaction.
                request = Bench.Resumption.RequestNowAsync(Cadence.Daily, ct);
                var row = await db.Set<Subscriber>().SingleAsync(one => one.Number == reader, ct);
                row.State = SubscriberState.Unsubscribed;
                await PlanRows.ResetSlotsAsync(db, row, Bench.Host.Clock.GetUtcNow(), ct);
            },
            CancellationToken.None
        );

        Assert.Equal(0, await request);
        Assert.Null(Assert.Single(await Bench.PlanAsync(reader)).NextDueAt);
    }

    [Fact]
    public async Task What_is_due_out_of_turn_piece_by_piece_waits_for_the_end_of_the_quiet_hours()
    {
        var reader = await Bench.AddReaderAsync(one => (one.QuietFrom, one.QuietTo) = (6 * 60, 7 * 60), ("gear", Cadence.Each));
        await Bench.PublishAsync("Boots");
        await Bench.Host.Database.WriteAsync(
            async (db, ct) =>
            {
                var row = await db.Set<Subscriber>().SingleAsync(one => one.Number == reader, ct);
                await PlanRows.ResetSlotsAsync(db, row, Bench.Host.Clock.GetUtcNow(), ct);
            },
            CancellationToken.None
        );

        Assert.Equal(0, await Bench.TickAsync());
        Assert.Equal(1, await Bench.AdvanceAsync(ToSlot));
        Assert.Null(Assert.Single(await Bench.PlanAsync(reader)).NextDueAt);
    }

    [Fact]
    public async Task Send_now_makes_the_readers_of_a_cadence_due_and_keeps_their_slots()
    {
        var daily = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("gear", Cadence.Weekly));
        await Bench.PublishAsync("Boots");

        Assert.Equal(1, await Bench.Resumption.RequestNowAsync(Cadence.Daily, CancellationToken.None));
        Assert.Equal(1, await Bench.TickAsync());

        Assert.Equal(daily, Assert.Single(await Bench.MessagesAsync()).Recipient);
        Assert.Equal("2026-03-02T07:00", Assert.Single(await Bench.PlanAsync(daily)).NextSlot);
    }

    [Theory]
    [InlineData(9, "2026-03-02T07:00", 1)]
    [InlineData(6, null, 0)]
    public async Task Send_now_wakes_nobody_in_quiet_hours_and_keeps_an_hour_that_is_within_them(int to, string? slot, int early)
    {
        var reader = await Bench.AddReaderAsync(
            one => (one.QuietFrom, one.QuietTo, one.Hour) = (5 * 60, (to * 60) + 30, 7 * 60),
            ("gear", Cadence.Daily)
        );
        await Bench.PublishAsync("Boots");

        Assert.Equal(1, await Bench.Resumption.RequestNowAsync(Cadence.Daily, CancellationToken.None));
        Assert.Equal(0, await Bench.TickAsync());

        Assert.Equal(slot, Assert.Single(await Bench.PlanAsync(reader)).NextSlot);
        Assert.Equal(1 - early, await Bench.AdvanceAsync(TimeSpan.FromMinutes(30)));
        Assert.Equal(early, await Bench.AdvanceAsync(TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public async Task A_slot_is_checked_again_against_the_rules_of_its_zone_when_it_fires()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.Host.Database.WriteAsync(
            (db, ct) =>
                db.Set<Subscription>()
                    .ExecuteUpdateAsync(
                        change => change.SetProperty(one => one.NextDueAt, (DateTimeOffset?)Bench.Host.Clock.GetUtcNow()),
                        ct
                    ),
            CancellationToken.None
        );

        Assert.Equal(0, await Bench.TickAsync());
        Assert.Equal(Bench.Host.Clock.GetUtcNow() + ToSlot, Assert.Single(await Bench.PlanAsync(reader)).NextDueAt);
        Assert.Equal(1, await Bench.AdvanceAsync(ToSlot));
    }

    [Fact]
    public async Task A_reader_in_an_unknown_zone_does_not_keep_others_from_their_mail()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var lost = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.UpdateReaderAsync(lost, one => one.Zone = "Atlantis/Capital");
        await Bench.PublishAsync("Boots");

        Assert.Equal(2, await Bench.AdvanceAsync(ToSlot));
    }

    [Fact]
    public async Task A_digest_that_cannot_be_rendered_does_not_keep_others_from_their_mail()
    {
        var host = new FaultyTemplateHost();
        using var bench = await new DigestBench(host).WithSectionsAsync("gear");
        await host.AddSectionAsync(FaultyTemplateHost.WithoutFault, "Posts");
        var first = await bench.AddReaderAsync(("gear", Cadence.Daily));
        await bench.AddReaderAsync(("gear", Cadence.Daily));
        var last = await bench.AddReaderAsync((FaultyTemplateHost.WithoutFault, Cadence.Daily));
        await bench.PublishAsync("Boots");
        await bench.PublishAsync("Letters", FaultyTemplateHost.WithoutFault);

        Assert.Equal(1, await bench.AdvanceAsync(ToSlot));

        Assert.Equal(last, Assert.Single(await bench.MessagesAsync()).Recipient);
        var waiting = Assert.Single(await bench.PlanAsync(first));
        Assert.Equal((0, "2026-03-02T07:00"), (waiting.Mark, waiting.NextSlot));
        var error = Assert.Single(host.Errors);
        Assert.Contains("gear", error, StringComparison.Ordinal);
        Assert.DoesNotContain("@", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Berlin", 150, "2026-03-27T12:00:00Z", 3)]
    [InlineData("Europe/Berlin", 150, "2026-10-23T12:00:00Z", 3)]
    [InlineData("Asia/Beirut", 0, "2026-03-27T12:00:00Z", 3)]
    [InlineData("Australia/Lord_Howe", 120, "2026-04-03T12:00:00Z", 3)]
    public async Task Clocks_that_change_neither_drop_nor_double_a_slot(string zone, int hour, string from, int days)
    {
        Bench.Host.Clock.SetUtcNow(DateTimeOffset.Parse(from));
        await Bench.AddReaderAsync(one => (one.Zone, one.Hour) = (zone, hour), ("gear", Cadence.Daily));
        var dates = new List<DateTime>();
        for (var half = 0; half < days * 24 * 2; half++)
        {
            if (half % 8 == 0)
                await Bench.PublishAsync($"Piece {half}");
            if (await Bench.AdvanceAsync(TimeSpan.FromMinutes(30)) > 0)
                dates.Add(TimeZoneInfo.ConvertTime(Bench.Host.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).Date);
        }

        Assert.Equal(days, dates.Count);
        Assert.Equal(days, dates.Distinct().Count());
    }

    private async Task<long?> EnsureAsync(DateOnly date)
    {
        var gear = new SectionSlug("gear");
        var article = (await Bench.Host.Articles.LatestAsync(Scope.Section(gear), 1, CancellationToken.None))[0];
        var draft = new IssueDraft
        {
            Sections = [gear],
            Articles = [new DraftArticle(article.Id, article.Revision, gear)],
            Total = 1,
            After = 0,
            Format = MailFormat.Html,
            Layout = MailLayout.Full,
            Language = "en",
            Date = date,
        };
        return (await Bench.Host.Services.GetRequiredService<IssueStore>().EnsureAsync(draft, CancellationToken.None)).Id;
    }
}
