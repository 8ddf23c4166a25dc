using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Benchmarks.Same;
using Syndication.Ingest;
using Syndication.Ingest.Sameness;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Sameness;

public sealed class SeveralSourcesTests : IAsyncLifetime, IDisposable
{
    private const string Address = "https://paper.example/2026/03/boots-for-wet-days";
    private static readonly DateTimeOffset At = SyndicationHost.Start.AddDays(-2);
    private static readonly string Body = Pieces.Ordinary(11).Html;
    private readonly SyndicationHost host = new();

    public Task InitializeAsync() => host.AddSectionAsync("coast", "Coast");

    [Fact]
    public async Task A_second_source_adds_itself_and_nothing_else()
    {
        var first = await StoreAsync("rss", "1", Sent());
        var before = await StateAsync(first.Article);

        var second = await StoreAsync(
            "atom",
            "a",
            Sent("Boots for wetter days", Body + "<p>Sign up.</p>") with
            {
                Url = Address + "?utm_source=x",
            }
        );

        Assert.Equal((first.Article, IntakeOutcome.Unchanged), (second.Article, second.Outcome));
        Assert.Contains("rss", second.Note, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(first.Article));
        Assert.Equal(["atom", "rss"], await SourcesAsync(first.Article));
    }

    [Fact]
    public async Task Two_texts_do_not_take_turns_from_poll_to_poll()
    {
        var first = await StoreAsync("rss", "1", Sent());
        for (var poll = 0; poll < 3; poll++)
        {
            await StoreAsync("atom", "a", Sent("Another headline for boots"));
            await StoreAsync("rss", "1", Sent());
        }

        Assert.Equal(1, (await ArticleAsync(first.Article)).Revision);
    }

    [Fact]
    public async Task The_newsrooms_own_word_takes_over_and_is_never_overwritten()
    {
        var pulled = await StoreAsync("rss", "1", Sent());

        var own = await StoreAsync(ArticleSource.Api, "newsroom-1", Sent("Boots, by the newsroom"));
        await StoreAsync("rss", "1", Sent("Boots, polled again"));

        Assert.Equal((pulled.Article, IntakeOutcome.Revised), (own.Article, own.Outcome));
        Assert.Equal("Boots, by the newsroom", (await ArticleAsync(own.Article)).Title);
    }

    [Fact]
    public async Task Two_ids_of_the_API_are_two_articles_whatever_they_say()
    {
        var one = await StoreAsync(ArticleSource.Api, "1", Sent());
        var two = await StoreAsync(ArticleSource.Api, "2", Sent());

        Assert.NotEqual(one.Article, two.Article);
    }

    [Fact]
    public async Task A_whole_text_takes_over_from_an_excerpt_once_and_keeps_it()
    {
        var excerpt = await StoreAsync("rss", "1", Sent(body: string.Concat(Body.AsSpan(0, Body.Length / 4), " […]</p>")));

        var whole = await StoreAsync("wxr", "w", Sent());
        await StoreAsync("rss", "1", Sent(body: string.Concat(Body.AsSpan(0, Body.Length / 4), " […]</p>")));

        Assert.Equal((excerpt.Article, IntakeOutcome.Revised), (whole.Article, whole.Outcome));
        Assert.Equal(2, (await ArticleAsync(whole.Article)).Revision);
    }

    [Fact]
    public async Task What_is_older_than_what_the_source_sent_before_changes_nothing()
    {
        var newer = await StoreAsync("rss", "1", Sent("Boots, corrected") with { UpdatedAt = At.AddHours(2) });

        var older = await StoreAsync("rss", "1", Sent() with { UpdatedAt = At.AddHours(1) });

        Assert.Equal(IntakeOutcome.Unchanged, older.Outcome);
        Assert.Equal("Boots, corrected", (await ArticleAsync(newer.Article)).Title);
    }

    [Fact]
    public async Task A_changed_guid_of_one_page_is_the_same_article_and_its_next_text_counts()
    {
        var before = await StoreAsync("rss", "guid-1", Sent());

        var after = await StoreAsync("rss", "guid-2", Sent() with { Url = Address.Replace("https", "http", StringComparison.Ordinal) });
        await StoreAsync("rss", "guid-2", Sent("Boots, edited"));

        Assert.Equal(before.Article, after.Article);
        Assert.Equal("Boots, edited", (await ArticleAsync(after.Article)).Title);
    }

    [Fact]
    public async Task A_withdrawn_article_stays_so_when_another_source_gives_it_and_the_API_brings_it_back()
    {
        var first = await StoreAsync("rss", "1", Sent());
        await host.WithdrawAsync(first.Article);

        var copy = await StoreAsync("atom", "a", Sent());
        Assert.Equal((first.Article, ArticleState.Withdrawn), (copy.Article, (await ArticleAsync(copy.Article)).State));

        await StoreAsync(ArticleSource.Api, "1", Sent());
        Assert.Equal(ArticleState.Visible, (await ArticleAsync(first.Article)).State);
    }

    [Fact]
    public async Task A_source_takes_back_only_what_it_owns()
    {
        var first = await StoreAsync("rss", "1", Sent());
        await StoreAsync("atom", "a", Sent());

        Assert.False(await WriteAsync((intake, db) => intake.WithdrawAsync(db, "atom", "a", CancellationToken.None)));
        Assert.Equal(["rss"], await SourcesAsync(first.Article));
        Assert.True(await WriteAsync((intake, db) => intake.WithdrawAsync(db, "rss", "1", CancellationToken.None)));
        Assert.Equal(ArticleState.Withdrawn, (await ArticleAsync(first.Article)).State);
    }

    [Fact]
    public async Task A_source_that_is_not_read_any_more_lets_go_and_the_next_copy_owns()
    {
        var first = await StoreAsync("rss", "1", Sent());
        await StoreAsync("atom", "a", Sent());

        Assert.Equal(1, await WriteAsync((_, db) => ArticleIntake.ReleaseAsync(db, "rss", 100, CancellationToken.None)));
        await StoreAsync("atom", "a", Sent("Boots, by the other"));

        Assert.Equal("Boots, by the other", (await ArticleAsync(first.Article)).Title);
    }

    [Fact]
    public async Task News_of_an_archive_piece_is_no_news()
    {
        var archived = await StoreAsync("wxr", "w", Sent() with { Announce = false });

        await StoreAsync("rss", "1", Sent() with { Announce = true });
        await StoreAsync(ArticleSource.Api, "1", Sent("Boots, pushed"));

        Assert.False((await ArticleAsync(archived.Article)).Announce);
    }

    [Fact]
    public async Task An_article_from_before_there_were_prints_is_recognised_when_the_backlog_is_done()
    {
        var old = await StoreAsync("wxr", "w", Sent() with { Url = null });
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                await db.Set<PrintRow>().ExecuteDeleteAsync(ct);
                await db.Set<PrintKeyRow>().ExecuteDeleteAsync(ct);
            },
            CancellationToken.None
        );

        await host.Services.GetRequiredService<PrintJobs>().PrintBacklogAsync(CancellationToken.None);
        var copy = await StoreAsync("rss", "1", Sent());

        Assert.Equal(old.Article, copy.Article);
    }

    [Fact]
    public async Task A_backlog_of_prints_that_takes_longer_than_a_minute_leaves_the_workers_to_others_meanwhile()
    {
        for (var number = 0; number < 205; number++)
            await StoreAsync(
                "wxr",
                $"w{number}",
                Sent($"Piece {number}", $"<p>It is the piece of the number {number}, which is no other.</p>")
            );
        await host.Database.WriteAsync((db, ct) => db.Set<PrintRow>().ExecuteDeleteAsync(ct), CancellationToken.None);
        host.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(20);

        await host.Services.GetRequiredService<PrintJobs>().PrintBacklogAsync(CancellationToken.None);

        Assert.InRange(await PrintsAsync(), 50, 150);
        host.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        await host.Services.GetRequiredService<PrintJobs>().PrintBacklogAsync(CancellationToken.None);
        Assert.Equal(205, await PrintsAsync());
    }

    public void Dispose() => host.Dispose();

    public Task DisposeAsync() => Task.CompletedTask;

    private Task<int> PrintsAsync() =>
        host.Database.ReadAsync(
            (db, ct) => db.Set<PrintRow>().Select(row => row.Article).Distinct().CountAsync(ct),
            CancellationToken.None
        );

    private static ArticleDocument Sent(string title = "Boots for wet days on the coast", string? body = null) =>
        new()
        {
            Section = "coast",
            Title = title,
            BodyHtml = body ?? Body,
            Url = Address,
            PublishedAt = At,
        };

    private Task<Stored> StoreAsync(string source, string id, ArticleDocument document) =>
        WriteAsync(
            async (intake, db) =>
            {
                var context = await intake.ContextAsync(CancellationToken.None);
                var reading = host.Services.GetRequiredService<DocumentCheck>().Check(document, context, []);
                return await intake.StoreAsync(db, source, id, reading, CancellationToken.None);
            }
        );

    private Task<T> WriteAsync<T>(Func<ArticleIntake, PublicationDb, Task<T>> write) =>
        host.Database.WriteAsync((db, _) => write(host.Services.GetRequiredService<ArticleIntake>(), db), CancellationToken.None);

    private async Task<Article> ArticleAsync(ArticleId id) => Assert.Single(await host.Articles.FindAsync([id], CancellationToken.None));

    private Task<List<string>> SourcesAsync(ArticleId id) =>
        host.Database.ReadAsync(
            (db, ct) =>
                db.Set<ArticleSource>().Where(source => source.Article == id).Select(source => source.Source).Order().ToListAsync(ct),
            CancellationToken.None
        );

    private async Task<(int, string, bool, long?)> StateAsync(ArticleId id)
    {
        var article = await ArticleAsync(id);
        var sequence = await host.Database.ReadAsync(
            (db, ct) => db.Set<MembershipRow>().Where(found => found.Article == id).Select(found => found.Sequence).SingleAsync(ct),
            CancellationToken.None
        );
        return (article.Revision, article.Title, article.Announce, sequence);
    }
}
