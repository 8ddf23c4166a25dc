using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Bounces;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;

namespace Syndication.Tests.Bounces;

/// <summary>What follows when mail to an address will never arrive, and how that ends.</summary>
public sealed class HardBounceTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_address_is_suppressed_at_once_and_the_report_is_kept_and_counted()
    {
        var sent = await host.SendAsync();

        await host.ComesBackAsync("failed.eml", sent);

        Assert.Equal(SuppressionReason.NoSuchMailbox, (await host.SuppressionAsync())!.Reason);
        Assert.Equal(SubscriberState.Active, (await host.FindAsync()).Subscriber.State);
        var counted = Assert.Single(await host.EventsAsync());
        Assert.Equal(
            (sent.Row, sent.Issue, "example.org", ReturnClass.Hard),
            (counted.Message, counted.Group, counted.Domain, counted.Class)
        );
        Assert.Equal(MessageStream.Digest, counted.Stream);
        var kept = Assert.Single(await host.ReportsAsync());
        Assert.Equal(("5.1.1", "mailbox"), (kept.Status, kept.Source));
        Assert.Contains(
            "X-Postfix-Queue-ID: 2D3F1200",
            System.Text.Encoding.UTF8.GetString(BounceStore.Unpack(kept)!),
            StringComparison.Ordinal
        );
        Assert.True(host.IsRead);
        Assert.Empty(host.Left);
    }

    [Theory]
    [InlineData("returnPath", "somebody@news.test")]
    [InlineData("messageId", "elsewhere@mail.example.org")]
    public async Task Either_token_alone_names_the_reader(string missing, string other)
    {
        await host.ComesBackAsync("failed.eml", await host.SendAsync(), (missing, other));

        Assert.NotNull(await host.SuppressionAsync());
    }

    [Fact]
    public async Task The_same_report_twice_and_another_of_the_same_message_change_nothing()
    {
        var sent = await host.SendAsync();
        var report = host.Fill("failed.eml", sent);
        host.Put(report);
        await host.ReadAsync();
        await LiftAsync();

        host.Put(report);
        host.Put(report);
        host.Put(host.Fill("failed.eml", sent, ("status", "5.1.6")));
        Assert.Equal(3, await host.ReadAsync());

        Assert.Null(await host.SuppressionAsync());
        Assert.Single(await host.EventsAsync());
        Assert.Contains("7113 ", host.Log.Text, StringComparison.Ordinal);
        Assert.True(host.IsRead);
    }

    [Fact]
    public async Task A_reader_who_signs_up_again_and_confirms_is_mailed_again()
    {
        var sent = await host.SendAsync();
        await host.ComesBackAsync("failed.eml", sent);
        host.Clock.Advance(TimeSpan.FromDays(1));

        await host.AskAsync(ReaderHost.Address, ("cadence.benefits", "weekly"));
        Assert.NotNull(await host.SuppressionAsync());
        await host.TickAsync();
        var outbox = new Support.Outbox(Path.Combine(host.DataFolder, "outbox"));
        var confirm = Support.Outbox.Link(outbox.To(ReaderHost.Address)[^1], "/confirm/");
        (await host.Browser.GetAsync(confirm.PathAndQuery)).EnsureSuccessStatusCode();
        Assert.NotNull(await host.SuppressionAsync());
        (await host.Browser.PostAsync(confirm.PathAndQuery, null)).EnsureSuccessStatusCode();

        Assert.Null(await host.SuppressionAsync());
        var back = await host.FindAsync();
        Assert.Equal(SubscriberState.Active, back.Subscriber.State);
        Assert.Equal(Cadence.Weekly, ReaderHost.In(back, "benefits").Cadence);
    }

    [Fact]
    public async Task A_confirmation_from_before_the_bounce_lifts_nothing()
    {
        await host.AskAsync(ReaderHost.Address);
        var link = ReaderHost.LinkTo(Assert.Single(await host.MailsAsync()), "confirm");
        (await host.Browser.PostAsync(link, null)).EnsureSuccessStatusCode();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ComesBackAsync("failed.eml", await host.SendAsync());

        (await host.Browser.PostAsync(link, null)).EnsureSuccessStatusCode();

        Assert.NotNull(await host.SuppressionAsync());
    }

    [Fact]
    public async Task Mail_that_was_passed_on_does_not_suppress_its_first_address_at_once()
    {
        await host.ComesBackAsync("failed.eml", await host.SendAsync(), ("recipient", "ada@elsewhere.example"));

        Assert.Null(await host.SuppressionAsync());
        Assert.Equal(ReturnClass.Soft, Assert.Single(await host.EventsAsync()).Class);
    }

    [Fact]
    public async Task What_comes_back_from_an_address_that_the_reader_left_behind_does_not_suppress_the_new_one()
    {
        var sent = await host.SendAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                var reader = await db.Set<Subscriber>().SingleAsync(ct);
                (reader.Email, reader.EmailKey) = ("ada@new.example", "ada@new.example");
                host.Services.GetRequiredService<ConsentLog>().Write(db, reader, ConsentAct.AddressChanged, ConsentManner.Page);
            },
            CancellationToken.None
        );

        await host.ComesBackAsync("failed.eml", sent);

        Assert.Empty(await host.SuppressionsAsync());
    }

    [Fact]
    public async Task An_erased_readers_reports_are_forgotten_and_the_figures_stay()
    {
        await host.ComesBackAsync("failed.eml", await host.SendAsync());
        using var newsroom = host.Newsroom();

        (await newsroom.DeleteAsync($"/api/v1/subscribers/{ReaderHost.Address}")).EnsureSuccessStatusCode();

        var kept = Assert.Single(await host.ReportsAsync());
        Assert.Null(kept.Reader);
        Assert.Null(kept.Content);
        Assert.Single(await host.EventsAsync());
    }

    [Fact]
    public async Task A_reports_text_is_kept_for_as_long_as_its_address_is_suppressed()
    {
        await host.ComesBackAsync("failed.eml", await host.SendAsync());
        var jobs = host.Services.GetRequiredService<BounceJobs>();
        host.Clock.Advance(TimeSpan.FromDays(181));

        await jobs.ForgetAsync(CancellationToken.None);
        Assert.NotNull(Assert.Single(await host.ReportsAsync()).Content);
        await LiftAsync();
        await jobs.ForgetAsync(CancellationToken.None);

        Assert.Null(Assert.Single(await host.ReportsAsync()).Content);
    }

    private Task<bool> LiftAsync() =>
        host.Database.WriteAsync(
            (db, ct) => host.Services.GetRequiredService<Suppressions>().LiftAsync(db, ReaderHost.Address, ct),
            CancellationToken.None
        );
}
