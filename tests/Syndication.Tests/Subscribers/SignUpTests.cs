using System.Net;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

public sealed class SignUpTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_form_offers_every_section_with_the_publications_plan()
    {
        var html = await host.Browser.GetStringAsync("/subscribe");

        Assert.Contains("name=\"cadence.gear\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"cadence.benefits\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"07:00\" selected>", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"UTC\" selected", html, StringComparison.Ordinal);
        Assert.Contains("data-guess-zone", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Australia/Lord_Howe\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_form_by_the_mail_to_an_active_reader()
    {
        var reply = await host.AskAsync("Ada.Lovelace@EXAMPLE.org", ("cadence.benefits", "weekly"), ("weekday", "Friday"));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(SubscriberState.Pending, (await host.FindAsync("ada.lovelace@example.org")).Subscriber.State);

        var mail = Assert.Single(await host.MailsAsync());
        Assert.Equal("Ada.Lovelace@example.org", mail.To);
        Assert.Equal("Please confirm your subscription to The Test Post", mail.Subject);
        Assert.Null(mail.List);
        var confirm = ReaderHost.LinkTo(mail, "confirm");
        Assert.Contains(confirm, mail.Html!, StringComparison.Ordinal);
        Assert.Contains("Gear: Once a day", await host.Browser.GetStringAsync(confirm), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(confirm, null)).StatusCode);

        var reader = await host.FindAsync("ada.lovelace@example.org");
        Assert.Equal(SubscriberState.Active, reader.Subscriber.State);
        Assert.Equal("Europe/Berlin", reader.Subscriber.Zone);
        Assert.Equal(Cadence.Weekly, ReaderHost.In(reader, "benefits").Cadence);
        Assert.Equal("2026-03-06T07:00", ReaderHost.In(reader, "benefits").NextSlot);

        // Signed up on Monday at 07:00 in Berlin sharp: that slot is over.
        Assert.Equal("2026-03-03T07:00", ReaderHost.In(reader, "gear").NextSlot);
        Assert.Equal(SyndicationHost.Start.AddDays(1), ReaderHost.In(reader, "gear").NextDueAt);
        Assert.Equal([ConsentAct.Asked, ConsentAct.Confirmed], (await host.ConsentsAsync(reader)).Select(happened => happened.What));
    }

    [Fact]
    public async Task Marks_start_three_pieces_before_consent_was_confirmed()
    {
        await host.AskAsync(ReaderHost.Address);
        var mail = Assert.Single(await host.MailsAsync());
        for (var n = 0; n < 4; n++)
            await host.PublishAsync(Pieces.In("gear", $"Before the confirmation {n}"));

        await host.Browser.PostAsync(ReaderHost.LinkTo(mail, "confirm"), null);

        Assert.Equal(1, ReaderHost.In(await host.FindAsync(), "gear").Mark);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_every_address()
    {
        await host.SubscribeAsync("active@example.org");
        var left = await host.SubscribeAsync("left@example.org");
        await host.Browser.PostAsync(new Uri(host.Links.Unsubscribe(left.Subscriber.Handle, 0)).PathAndQuery, LeaveForm());
        await host.AskAsync("pending@example.org");
        await host.AskAsync("disowned@example.org");
        var disown = ReaderHost.LinkTo((await host.MailsAsync())[^1], "disown");
        await host.Browser.PostAsync(disown, null);
        await host.AdvanceAsync(TimeSpan.FromMinutes(11));

        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var who in new[] { "new", "active", "left", "pending", "disowned", "pending" })
        {
            foreach (var page in new[] { "/subscribe", "/preferences/link" })
            {
                var reply = await host.Browser.PostAsync(page, ReaderHost.Form($"{who}@example.org"));
                answers.Add($"{reply.StatusCode} {reply.Headers} {await reply.Content.ReadAsStringAsync()}");
            }
        }

        Assert.Single(answers);
    }

    [Fact]
    public async Task Whoever_is_a_reader_gets_the_link_and_keeps_the_plan()
    {
        var before = await host.SubscribeAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(11));

        await host.AskAsync(ReaderHost.Address, ("cadence.gear", "monthly"), ("zone", "Asia/Tokyo"));

        var after = await host.FindAsync();
        Assert.Equal(before.Subscriber.PlanVersion, after.Subscriber.PlanVersion);
        Assert.Equal(Cadence.Daily, ReaderHost.In(after, "gear").Cadence);
        var mail = Assert.Single(await host.MailsAsync());
        Assert.Equal("Your subscription to The Test Post", mail.Subject);
        Assert.Contains("Once a day", await host.Browser.GetStringAsync(ReaderHost.LinkTo(mail, "preferences")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_the_field_and_what_was_typed_stays()
    {
        var reply = await host.AskAsync("ada@localhost", ("cadence.gear", "monthly"), ("zone", "Nowhere/Land"));
        var html = await reply.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("value=\"ada@localhost\" aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"monthly\" selected>", html, StringComparison.Ordinal);
        Assert.Contains("choose a time zone", html, StringComparison.Ordinal);
        Assert.DoesNotContain("at least one section", html, StringComparison.Ordinal);
        Assert.Empty(await host.RowsAsync(MessageStream.Transactional));
    }

    [Fact]
    public async Task A_form_sent_again_with_a_correction_needs_no_second_mail()
    {
        await host.AskAsync(ReaderHost.Address);
        await host.AskAsync(ReaderHost.Address, ("cadence.gear", "weekly"));
        await host.AskFromAsync("203.0.113.9", ReaderHost.Address, ("cadence.gear", "each"), ("cadence.benefits", "each"));

        var mail = Assert.Single(await host.MailsAsync());
        await host.Browser.PostAsync(ReaderHost.LinkTo(mail, "confirm"), null);

        var reader = await host.FindAsync();
        Assert.Equal(Cadence.Weekly, Assert.Single(reader.Subscriptions).Cadence);
    }

    [Fact]
    public async Task A_sign_up_for_nothing_is_refused()
    {
        var reply = await host.AskAsync(ReaderHost.Address, ("cadence.gear", "off"));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Null(await host.TryFindAsync());
    }

    [Fact]
    public async Task A_program_that_fills_the_hidden_field_gets_the_answer_and_no_mail()
    {
        var reply = await host.AskAsync(ReaderHost.Address, ("website", "https://spam.example"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Empty(await host.RowsAsync(MessageStream.Transactional));
    }

    [Fact]
    public async Task A_sign_up_that_nobody_confirms_is_forgotten()
    {
        await host.AskAsync(ReaderHost.Address);
        var confirm = ReaderHost.LinkTo(Assert.Single(await host.MailsAsync()), "confirm");

        host.Clock.Advance(TimeSpan.FromDays(31));
        await Jobs().ForgetUnconfirmedAsync(CancellationToken.None);

        Assert.Null(await host.TryFindAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(confirm, null)).StatusCode);
        Assert.Equal(0, await host.Database.ReadAsync((db, ct) => db.Set<Refusal>().CountAsync(ct), CancellationToken.None));
    }

    private SubscriberJobs Jobs() => (SubscriberJobs)host.Services.GetService(typeof(SubscriberJobs))!;

    private static FormUrlEncodedContent LeaveForm() => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["leave"] = "all" });
}
