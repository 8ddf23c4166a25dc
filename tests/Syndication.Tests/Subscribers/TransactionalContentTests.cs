using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

public sealed class TransactionalContentTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_confirmation_as_text_is_a_mail_of_its_own()
    {
        await host.AskAsync(ReaderHost.Address, ("layout", "headlines"));
        var mail = Assert.Single(await host.MailsAsync());

        Assert.Equal(
            $"""
            Somebody, we hope you, asked for mail from The Test Post at this
            address.

            Open this link and confirm it on the page; else nothing is sent.

            http://localhost{ReaderHost.LinkTo(mail, "confirm")}

            It was not you? Then do nothing, or tell us never to write to you again:

            http://localhost{ReaderHost.LinkTo(mail, "disown")}

            The Test Post
            1 Test Street, Testville

            """,
            mail.Text
        );
        Assert.Equal(("en", SyndicationHost.Start), (mail.Body.Language, mail.Date));
    }

    [Fact]
    public async Task Composing_again_makes_the_same_mail()
    {
        await host.AskAsync(ReaderHost.Address);

        Assert.Equal((await host.MailsAsync()).Select(Said), (await host.MailsAsync()).Select(Said));
    }

    [Fact]
    public async Task Who_wants_text_gets_text_alone()
    {
        await host.AskAsync(ReaderHost.Address, ("format", "text"));

        Assert.Null(Assert.Single(await host.MailsAsync()).Html);
    }

    [Fact]
    public async Task A_name_with_markup_in_it_is_text_in_html_and_as_it_is_in_text()
    {
        using var other = new ReaderHost();
        other.Settings["Publication:Name"] = "Salt & <Light>";
        await other.ReadyAsync();
        await other.AskAsync(ReaderHost.Address);

        var mail = Assert.Single(await other.MailsAsync());

        Assert.Contains("Salt &amp; &lt;Light&gt;", mail.Html!, StringComparison.Ordinal);
        Assert.DoesNotContain("<Light>", mail.Html!, StringComparison.Ordinal);
        Assert.Contains("mail from Salt & <Light> at", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("Salt & <Light>", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_been_overtaken_is_not_sent()
    {
        await host.AskAsync(ReaderHost.Address);
        var row = Assert.Single(await host.RowsAsync(MessageStream.Transactional));
        await host.Browser.PostAsync(ReaderHost.LinkTo(Assert.Single(await host.MailsAsync()), "confirm"), null);
        Assert.IsType<Composition.Void>(await ComposeAsync(row.Group, row.Recipient));

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await host.AskAsync(ReaderHost.Address);
        var link = (await host.RowsAsync(MessageStream.Transactional))[^1];
        Assert.IsType<Composition.Ready>(await ComposeAsync(link.Group, link.Recipient));
        await host.Browser.PostAsync(
            ReaderHost.LinkTo((await host.MailsAsync())[^1], "unsubscribe"),
            new FormUrlEncodedContent([new("leave", "all")])
        );
        Assert.IsType<Composition.Void>(await ComposeAsync(link.Group, link.Recipient));

        Assert.IsType<Composition.Void>(await ComposeAsync(4711, 4711));
    }

    private Task<Composition> ComposeAsync(long group, long recipient) =>
        host
            .Services.GetServices<IMessageContent>()
            .Single(seam => seam.Stream is MessageStream.Transactional)
            .ComposeAsync(new MessageKey(MessageStream.Transactional, group, recipient), CancellationToken.None);

    private static (string To, string Subject, string Text, string? Html) Said(OutgoingMail mail) =>
        (mail.To, mail.Subject, mail.Text, mail.Html);
}
