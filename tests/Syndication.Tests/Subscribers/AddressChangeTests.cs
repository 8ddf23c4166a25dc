using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class AddressChangeTests : IAsyncLifetime, IDisposable
{
    private const string New = "ada.new@example.net";
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_reader_moves_to_an_address_that_confirms_it_and_keeps_the_marks()
    {
        await host.PublishAsync(Pieces.In("gear", "From before"));
        var before = await host.SubscribeAsync();
        await AskAsync(before, New);
        var mail = (await host.MailsAsync())[^1];
        Assert.Equal((New, "Please confirm your new address for The Test Post"), (mail.To, mail.Subject));
        Assert.Equal(ReaderHost.Address, (await host.FindAsync()).Subscriber.Email);
        var move = ReaderHost.LinkTo(mail, "move");
        Assert.Contains(New, await host.Browser.GetStringAsync(move), StringComparison.Ordinal);
        Assert.Equal(ReaderHost.Address, (await host.FindAsync()).Subscriber.Email);

        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(move, null)).StatusCode);

        var after = await host.FindAsync(New);
        Assert.Equal(before.Subscriber.Number, after.Subscriber.Number);
        Assert.Equal(ReaderHost.In(before, "gear").Mark, ReaderHost.In(after, "gear").Mark);
        Assert.Equal(ReaderHost.In(before, "gear").NextSlot, ReaderHost.In(after, "gear").NextSlot);
        Assert.Null(await host.TryFindAsync());
        Assert.Equal(ConsentAct.AddressChanged, (await host.ConsentsAsync(after))[^1].What);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(move, null)).StatusCode);

        // A list from before does not bring the old address back; its owner may.
        using var list = new StringContent($"email,created_at\n{ReaderHost.Address},2024-01-01\n", Encoding.UTF8, "text/csv");
        await host.Newsroom().PostAsync("/api/v1/subscribers:import", list);
        Assert.Null(await host.TryFindAsync());
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.SubscribeAsync();
    }

    [Fact]
    public async Task Nobody_is_taken_over_and_nobody_is_told_whose_an_address_is()
    {
        var ada = await host.SubscribeAsync();
        var bob = await host.SubscribeAsync("bob@example.org");
        await host.AskAsync("disowned@example.org");
        await host.Browser.PostAsync(ReaderHost.LinkTo((await host.MailsAsync())[^1], "disown"), null);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var mails = (await host.RowsAsync(MessageStream.Transactional)).Count;

        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var to in new[] { "bob@example.org", "disowned@example.org", ReaderHost.Address, "nobody@example.org" })
        {
            var reply = await AskAsync(ada, to);
            answers.Add($"{reply.StatusCode} {reply.Headers} {await reply.Content.ReadAsStringAsync()}");
        }

        Assert.Single(answers);
        var sent = (await host.MailsAsync()).TakeLast(2).ToList();
        Assert.Equal(mails + 2, (await host.RowsAsync(MessageStream.Transactional)).Count);
        Assert.Equal(
            [
                ("bob@example.org", "Your subscription to The Test Post"),
                ("nobody@example.org", "Please confirm your new address for The Test Post"),
            ],
            sent.Select(mail => (mail.To, mail.Subject))
        );
        Assert.Equal(bob.Subscriber.Number, (await host.FindAsync("bob@example.org")).Subscriber.Number);
    }

    [Fact]
    public async Task An_address_that_became_a_reader_meanwhile_is_not_taken_and_one_that_left_is()
    {
        var ada = await host.SubscribeAsync();
        await AskAsync(ada, New);
        var move = ReaderHost.LinkTo((await host.MailsAsync())[^1], "move");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var other = await host.SubscribeAsync(New);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(move, null)).StatusCode);
        await host.Browser.PostAsync(
            new Uri(host.Links.Unsubscribe(other.Subscriber.Handle, 0)).PathAndQuery,
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])
        );
        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(move, null)).StatusCode);

        Assert.Equal(ada.Subscriber.Number, (await host.FindAsync(New)).Subscriber.Number);
    }

    [Fact]
    public async Task The_link_holds_for_a_week_and_not_for_who_left()
    {
        var ada = await host.SubscribeAsync();
        await AskAsync(ada, New);
        var move = ReaderHost.LinkTo((await host.MailsAsync())[^1], "move");
        host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.GetAsync(move)).StatusCode);

        await AskAsync(ada, New);
        var again = ReaderHost.LinkTo((await host.MailsAsync())[^1], "move");
        await host.Browser.PostAsync(
            new Uri(host.Links.Unsubscribe(ada.Subscriber.Handle, 0)).PathAndQuery,
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])
        );
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(again, null)).StatusCode);
        Assert.Null(await host.TryFindAsync(New));
    }

    [Fact]
    public async Task The_old_address_is_told_and_gets_no_way_to_the_plan()
    {
        var ada = await host.SubscribeAsync();
        await AskAsync(ada, New);

        await host.Browser.PostAsync(ReaderHost.LinkTo((await host.MailsAsync())[^1], "move"), null);

        var told = (await host.MailsAsync())[^1];
        Assert.Equal((ReaderHost.Address, "Your subscription to The Test Post has moved"), (told.To, told.Subject));
        Assert.DoesNotContain(New, told.Body.Text + told.Body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/preferences/", told.Body.Text + told.Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_address_that_mail_comes_back_from_is_told_nothing()
    {
        var ada = await host.SubscribeAsync();
        await host.Database.WriteAsync(
            (db, ct) =>
                host.Services.GetRequiredService<Suppressions>().AddAsync(db, ReaderHost.Address, SuppressionReason.NoSuchMailbox, ct),
            CancellationToken.None
        );
        await AskAsync(ada, New);
        var mails = (await host.RowsAsync(MessageStream.Transactional)).Count;

        await host.Browser.PostAsync(ReaderHost.LinkTo((await host.MailsAsync())[^1], "move"), null);

        Assert.NotNull(await host.TryFindAsync(New));
        Assert.Equal(mails, (await host.RowsAsync(MessageStream.Transactional)).Count);
    }

    [Fact]
    public async Task What_was_ready_for_the_old_address_goes_to_the_new_one_and_what_it_never_got_comes_again()
    {
        var ada = await host.SubscribeAsync();
        await host.QueueDigestAsync(ada, 7);
        await host.QueueDigestAsync(ada, 8);
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                foreach (var row in await db.Set<Message>().Where(row => row.Stream == MessageStream.Digest).ToListAsync(ct))
                    (row.State, row.Worker) = row.Group == 7 ? (MessageState.Leased, 4711) : (MessageState.Suppressed, null as long?);
            },
            CancellationToken.None
        );
        await AskAsync(ada, New);

        await host.Browser.PostAsync(ReaderHost.LinkTo((await host.MailsAsync())[^1], "move"), null);

        Assert.Equal(
            [(MessageState.Queued, null), (MessageState.Cancelled, null)],
            (await host.RowsAsync(MessageStream.Digest)).Select(row => (row.State, row.Worker))
        );
    }

    [Fact]
    public async Task Who_did_not_want_to_be_moved_to_is_not_and_is_never_written_to_again()
    {
        var ada = await host.SubscribeAsync();
        await host.AskAsync(New);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await AskAsync(ada, New);
        var move = ReaderHost.LinkTo((await host.MailsAsync())[^1], "move");
        var mails = (await host.RowsAsync(MessageStream.Transactional)).Count;

        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(move + "/disown", null)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(move, null)).StatusCode);
        Assert.Equal(ada.Subscriber.Number, (await host.FindAsync()).Subscriber.Number);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(ada, New);
        await host.Browser.PostAsync("/preferences/link", new FormUrlEncodedContent([new("email", New)]));
        Assert.Equal(mails, (await host.RowsAsync(MessageStream.Transactional)).Count);
    }

    [Fact]
    public async Task An_address_that_nobody_moved_to_is_forgotten_after_a_week()
    {
        var ada = await host.SubscribeAsync();
        await AskAsync(ada, New);
        var jobs = host.Services.GetRequiredService<SubscriberJobs>();

        host.Clock.Advance(TimeSpan.FromDays(7));
        await jobs.ForgetUnconfirmedAsync(CancellationToken.None);
        Assert.Contains(New, await AddressesAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await jobs.ForgetUnconfirmedAsync(CancellationToken.None);
        Assert.DoesNotContain(New, await AddressesAsync());
    }

    private Task<List<string?>> AddressesAsync() =>
        host.Database.ReadAsync(
            (db, ct) => db.Set<TransactionalMail>().Select(mail => mail.Address).ToListAsync(ct),
            CancellationToken.None
        );

    [Fact]
    public async Task What_is_no_address_is_said_and_asks_for_nothing()
    {
        var ada = await host.SubscribeAsync();

        var reply = await AskAsync(ada, "ada@");

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("aria-invalid", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AskAsync(Reader reader, string to) =>
        host.Browser.PostAsync(
            new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).AbsolutePath + "/address",
            new FormUrlEncodedContent([new("email", to)])
        );
}
