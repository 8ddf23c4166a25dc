using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

/// <summary>What a reader gets who has just signed up.</summary>
public sealed class FirstIssueTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task The_first_issue_holds_the_sections_last_three_pieces_and_what_came_since()
    {
        await host.ReadyAsync();
        for (var n = 1; n <= 5; n++)
            await host.PublishAsync(Pieces.In("gear", $"Piece {n}"));
        await host.PublishAsync(Pieces.In("gear", "From the archive") with { Announce = false });
        await host.SubscribeAsync();
        await host.PublishAsync(Pieces.In("gear", "Piece 6"));

        await host.AdvanceAsync(Day);

        var mail = Issue();
        Assert.Equal(
            [false, false, true, true, true, true],
            Enumerable.Range(1, 6).Select(n => mail.TextBody!.Contains($"Piece {n}", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("archive", mail.TextBody, StringComparison.Ordinal);
        await host.AdvanceAsync(Day);
        Issue();
    }

    [Fact]
    public async Task The_publisher_may_let_it_begin_empty()
    {
        host.Settings["Subscribers:FirstIssuePieces"] = "0";
        await host.ReadyAsync();
        await host.PublishAsync(Pieces.In("gear", "Piece 1"));
        await host.SubscribeAsync();

        await host.AdvanceAsync(Day);

        Assert.Empty(Issues());
    }

    [Fact]
    public async Task Whoever_comes_back_does_not_get_the_last_pieces_again()
    {
        await host.ReadyAsync();
        await host.PublishAsync(Pieces.In("gear", "Piece 1"));
        var reader = await host.SubscribeAsync();
        await host.AdvanceAsync(Day);
        Issue();
        using var leave = new FormUrlEncodedContent([new("leave", "all")]);
        (
            await host.Browser.PostAsync(new Uri(host.Links.Unsubscribe(reader.Subscriber.Handle, 0)).PathAndQuery, leave)
        ).EnsureSuccessStatusCode();
        host.Clock.Advance(Day);
        await host.SubscribeAsync();

        await host.AdvanceAsync(Day);

        Issue();
    }

    [Fact]
    public async Task A_list_that_is_moved_here_begins_where_it_comes()
    {
        await host.ReadyAsync();
        await host.PublishAsync(Pieces.In("gear", "Piece 1"));
        using var newsroom = host.Newsroom();
        using var list = new StringContent(
            """[{"email":"ada@example.org","consent":{"at":"2026-01-05T10:00:00Z","how":"the old list"},"plan":{"cadences":{"gear":"daily"}}}]""",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        (await newsroom.PostAsync("/api/v1/subscribers:batch", list)).EnsureSuccessStatusCode();

        await host.AdvanceAsync(Day);

        Assert.Empty(Issues());
    }

    [Fact]
    public async Task A_welcome_mail_comes_where_the_publisher_wants_it()
    {
        host.Settings["Subscribers:WelcomeMail"] = "true";
        await host.ReadyAsync();
        await host.SubscribeAsync();

        var mail = (await host.MailsAsync())[^1];

        Assert.Equal("Welcome to The Test Post", mail.Subject);
        Assert.Contains("Tuesday, March 3, 2026", mail.Text, StringComparison.Ordinal);
        Assert.NotEmpty(ReaderHost.LinkTo(mail, "preferences"));
        Assert.NotEmpty(ReaderHost.LinkTo(mail, "unsubscribe"));
    }

    [Fact]
    public async Task None_comes_by_default()
    {
        await host.ReadyAsync();
        await host.SubscribeAsync();

        Assert.DoesNotContain(await host.MailsAsync(), mail => mail.Subject.Contains("Welcome", StringComparison.Ordinal));
    }

    private MimeKit.MimeMessage Issue() => Assert.Single(Issues());

    private List<MimeKit.MimeMessage> Issues() =>
        [
            .. new Outbox(Path.Combine(host.DataFolder, "outbox"))
                .To(ReaderHost.Address)
                .Where(mail => mail.Headers.Contains(MimeKit.HeaderId.ListId)),
        ];
}
