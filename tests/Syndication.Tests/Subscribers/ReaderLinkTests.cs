using System.Net;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class ReaderLinkTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_scanner_that_visits_every_link_a_hundred_times_changes_nothing()
    {
        var reader = await host.SubscribeAsync();
        await host.AskAsync("pending@example.org");
        var pending = (await host.MailsAsync())[^1];
        var plan = Path(host.Links.Preferences(reader.Subscriber.Handle, 1));
        await host.Browser.PostAsync(plan + "/address", ReaderHost.Form("moving@example.org"));
        var moving = (await host.MailsAsync())[^1];
        var pages = new[]
        {
            ReaderHost.LinkTo(pending, "confirm"),
            ReaderHost.LinkTo(pending, "disown"),
            ReaderHost.LinkTo(moving, "move"),
            plan,
            plan + "/address",
            plan + "/data",
            plan + "/erase",
            "/subscribe/form",
            Path(host.Links.Unsubscribe(reader.Subscriber.Handle, 1)),
            "/subscribe",
            "/preferences/link",
        };
        var before = await StateAsync();

        foreach (var page in pages)
        {
            for (var n = 0; n < 50; n++)
            {
                Assert.Equal(HttpStatusCode.OK, (await host.Browser.GetAsync(page)).StatusCode);
                using var head = new HttpRequestMessage(HttpMethod.Head, page);
                Assert.Equal(HttpStatusCode.OK, (await host.Browser.SendAsync(head)).StatusCode);
            }
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_link_opens_its_own_page_and_no_other()
    {
        var reader = await host.SubscribeAsync();
        var pages = new Dictionary<TokenPurpose, string>
        {
            [TokenPurpose.Confirm] = "/confirm/{0}",
            [TokenPurpose.Disown] = "/disown/{0}",
            [TokenPurpose.Preferences] = "/preferences/{0}",
            [TokenPurpose.Unsubscribe] = "/unsubscribe/{0}",
            [TokenPurpose.Undo] = "/unsubscribe/{0}/undo",
            [TokenPurpose.Move] = "/move/{0}",
        };
        var before = await StateAsync();
        foreach (var purpose in Enum.GetValues<TokenPurpose>())
        {
            var token = host.Tokens.Make(purpose, reader.Subscriber.Handle, 1);
            foreach (var (other, page) in pages.Where(page => page.Key != purpose))
            {
                var path = page.Replace("{0}", token, StringComparison.Ordinal);
                var reply = await host.Browser.PostAsync(path, OneClick());
                Assert.True(reply.StatusCode is HttpStatusCode.NotFound, $"{purpose} opened {other}");
            }
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_token_with_any_bit_flipped_opens_nothing_and_tells_nothing()
    {
        var reader = await host.SubscribeAsync();
        var token = host.Tokens.Make(TokenPurpose.Unsubscribe, reader.Subscriber.Handle, 1);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var reply = await host.Browser.PostAsync("/unsubscribe/" + System.Buffers.Text.Base64Url.EncodeToString(bytes), OneClick());
            answers.Add($"{reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.StartsWith("NotFound", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Active, (await host.FindAsync()).Subscriber.State);
    }

    [Fact]
    public async Task Pages_behind_a_link_are_neither_kept_nor_listed_nor_passed_on()
    {
        var reader = await host.SubscribeAsync();

        var reply = await host.Browser.GetAsync(Path(host.Links.Preferences(reader.Subscriber.Handle, 0)));

        Assert.True(reply.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex", Assert.Single(reply.Headers.GetValues("X-Robots-Tag")));
    }

    [Fact]
    public async Task Confirming_twice_is_confirming_once()
    {
        var reader = await host.SubscribeAsync();
        var confirm = ReaderHost.LinkTo(await FirstMailAsync(reader), "confirm");

        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(confirm, null)).StatusCode);

        Assert.Equal(reader.Subscriber.PlanVersion, (await host.FindAsync()).Subscriber.PlanVersion);
    }

    [Fact]
    public async Task An_old_confirmation_revives_nobody_and_a_new_one_does()
    {
        var reader = await host.SubscribeAsync();
        var old = ReaderHost.LinkTo(await FirstMailAsync(reader), "confirm");
        await host.Browser.PostAsync(Path(host.Links.Unsubscribe(reader.Subscriber.Handle, 0)), OneClick());

        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(old, null)).StatusCode);
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync()).Subscriber.State);

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var again = await host.SubscribeAsync(ReaderHost.Address, ("cadence.gear", "weekly"));
        Assert.Equal(SubscriberState.Active, again.Subscriber.State);
        Assert.Equal(Cadence.Weekly, ReaderHost.In(again, "gear").Cadence);
        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(old, null)).StatusCode);
        Assert.Equal(again.Subscriber.PlanVersion, (await host.FindAsync()).Subscriber.PlanVersion);
    }

    [Fact]
    public async Task Whoever_says_it_was_not_them_is_never_written_to_again()
    {
        await host.AskAsync(ReaderHost.Address);
        var mail = Assert.Single(await host.MailsAsync());

        var reply = await host.Browser.PostAsync(ReaderHost.LinkTo(mail, "disown"), null);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Browser.PostAsync(ReaderHost.LinkTo(mail, "disown"), null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(ReaderHost.LinkTo(mail, "confirm"), null)).StatusCode);
        Assert.Null(await host.TryFindAsync());
        host.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(HttpStatusCode.OK, (await host.AskAsync(ReaderHost.Address)).StatusCode);
        Assert.Equal(MessageState.Cancelled, Assert.Single(await host.RowsAsync(MessageStream.Transactional)).State);
    }

    private static FormUrlEncodedContent OneClick() =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click", ["leave"] = "all" });

    private static string Path(string address) => new Uri(address).PathAndQuery;

    private async Task<OutgoingMail> FirstMailAsync(Reader reader)
    {
        var row = (await host.RowsAsync(MessageStream.Transactional)).First(row => row.Recipient == reader.Subscriber.Number);
        return new OutgoingMail
        {
            To = reader.Subscriber.Email,
            Subject = "",
            Body = new MailBody { Text = host.Links.Confirm(reader.Subscriber.Handle, row.Group), Language = "en" },
            Date = row.CreatedAt,
        };
    }

    /// <summary>Everything that a visit could change, in one line.</summary>
    private Task<string> StateAsync() =>
        host.Database.ReadAsync(
            async (db, ct) =>
            {
                var readers = await db.Set<Subscriber>().OrderBy(reader => reader.Number).ToListAsync(ct);
                var marks = await db.Set<Subscription>().OrderBy(row => row.Subscriber).ThenBy(row => row.Section).ToListAsync(ct);
                return string.Join(';', readers.Select(reader => $"{reader.Number} {reader.State} {reader.PlanVersion}"))
                    + string.Join(';', marks.Select(row => $"{row.Section} {row.Cadence} {row.Mark} {row.NextSlot}"))
                    + $"{await db.Set<ConsentEvent>().CountAsync(ct)} {await db.Set<Message>().CountAsync(ct)} "
                    + $"{await db.Set<MailRequest>().CountAsync(ct)} {await db.Set<Refusal>().CountAsync(ct)}";
            },
            CancellationToken.None
        );
}
