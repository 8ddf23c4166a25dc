using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Articles.Search;
using Syndication.Operations;
using Syndication.Publication;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Articles.Search;

public sealed class ArticleSearchTests : IAsyncLifetime, IDisposable
{
    private readonly SyndicationHost host = new();

    public Task InitializeAsync() => host.WithSectionsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("compass", true)] // title
    [InlineData("standfirst", true)]
    [InlineData("needle", true)] // body
    [InlineData("doe", true)] // author
    [InlineData("orienteering", true)] // tag
    [InlineData("strong", false)] // markup
    [InlineData("COMPASS Needle doe", true)]
    [InlineData("compass absent", false)]
    [InlineData("\"steady needle\"", true)]
    [InlineData("\"needle steady\"", false)]
    [InlineData("\"compass standfirst\"", false)] // the end of one field and the start of the next
    [InlineData("compass -needle", false)]
    [InlineData("compass -absent -missing", true)]
    [InlineData("comp*", true)]
    [InlineData("compa*", true)]
    [InlineData("ompass", false)]
    [InlineData("cafe", true)]
    [InlineData("CAFÉ", true)]
    [InlineData("cafe\u0301", true)]
    [InlineData("東京", true)]
    [InlineData("京", true)]
    [InlineData("京都の", true)]
    [InlineData("都東", false)]
    [InlineData("トウキョウ", true)] // half width in the text
    [InlineData("서울", true)] // with a particle in the text
    [InlineData("ไทย", true)]
    [InlineData("हिन्दी", true)]
    [InlineData("हिन्द", false)]
    public async Task A_search_finds_what_it_says(string typed, bool found)
    {
        await host.PublishAsync(
            FeedFixture.Plain("A compass") with
            {
                Summary = "Standfirst of it.",
                BodyHtml = "<p>A <strong>steady</strong> needle, a café.</p><p>東京都の地図 ﾄｳｷｮｳ 서울에서 ภาษาไทย हिन्दी</p>",
                Authors = [new ArticleAuthor(new AuthorSlug("jane-doe"), "Jane Doe")],
                Tags = ["Orienteering"],
            }
        );

        Assert.Equal(found ? ["A compass"] : [], await FindAsync(typed));
    }

    [Fact]
    public async Task The_newest_are_found_first_whatever_came_first()
    {
        foreach (var hours in new[] { 3, 1, 500_000, 2, 4_000_000 })
            await host.PublishAsync(FeedFixture.Plain($"Piece {hours}", hours));

        Assert.Equal(["Piece 1", "Piece 2", "Piece 3"], await FindAsync("piece", count: 3));
        Assert.Equal(["Piece 1", "Piece 2", "Piece 3", "Piece 500000", "Piece 4000000"], await FindAsync("piece"));
    }

    [Fact]
    public async Task Articles_of_one_instant_are_all_found()
    {
        for (var i = 0; i < 5; i++)
            await host.PublishAsync(FeedFixture.Plain("Twin"));

        Assert.Equal(5, (await FindAsync("twin")).Count);
    }

    [Fact]
    public async Task What_is_under_embargo_expired_or_withdrawn_is_not_found()
    {
        await host.PublishAsync(FeedFixture.Plain("Draft gear") with { Draft = true });
        await host.PublishAsync(FeedFixture.Plain("Later gear") with { PublishedAt = SyndicationHost.Start.AddHours(1) });
        await host.PublishAsync(FeedFixture.Plain("Brief gear") with { ExpiresAt = SyndicationHost.Start.AddHours(2) });
        var withdrawn = await host.PublishAsync(FeedFixture.Plain("Wrong gear"));
        Assert.Equal(["Brief gear", "Wrong gear"], (await FindAsync("gear")).Order());

        await host.Database.WriteAsync((db, ct) => Publisher.WithdrawAsync(db, withdrawn, ct), CancellationToken.None);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Later gear", "Brief gear"], await FindAsync("gear"));
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["Later gear"], await FindAsync("gear"));
    }

    [Fact]
    public async Task A_new_title_moves_an_article_from_the_old_word_to_the_new()
    {
        var id = await host.PublishAsync(FeedFixture.Plain("Boots") with { BodyHtml = "<p>Six winters.</p>" });
        await ReviseAsync(id, FeedFixture.Plain("Skates") with { BodyHtml = "<p>Six winters.</p>" });

        Assert.Empty(await FindAsync("boots"));
        Assert.Equal(["Skates"], await FindAsync("skates"));
        await ReviseAsync(id, FeedFixture.Plain("Skates", hoursAgo: 50) with { BodyHtml = "<p>Six winters.</p>" });
        Assert.Equal(["Skates"], await FindAsync("winters"));
    }

    [Fact]
    public async Task An_author_who_has_a_new_name_is_found_by_it_in_all_articles()
    {
        await host.PublishAsync(By("First", "Jane Doe"));
        await host.PublishAsync(By("Second", "Jane Roe"));

        Assert.Empty(await FindAsync("doe"));
        Assert.Equal(["First", "Second"], (await FindAsync("roe")).Order());
    }

    [Fact]
    public async Task Articles_of_a_store_that_is_older_than_the_index_come_into_it_in_turns()
    {
        for (var i = 0; i < 45; i++)
            await host.PublishAsync(FeedFixture.Plain($"Old {i}", i));
        var gone = await host.PublishAsync(FeedFixture.Plain("Old and gone"));
        await ForgetIndexAsync();
        Assert.Empty(await FindAsync("old"));
        await host.Database.WriteAsync((db, ct) => Publisher.WithdrawAsync(db, gone, ct), CancellationToken.None);
        await host.PublishAsync(FeedFixture.Plain("Old but new", hoursAgo: 0));

        await host.Services.GetRequiredService<RecurringJobs>().IndexBacklogAsync(CancellationToken.None);

        Assert.Equal(46, (await FindAsync("old", count: 100)).Count);
        Assert.Empty(await FindAsync("gone"));
        Assert.Equal(0, await host.Database.ReadAsync((db, ct) => db.Set<SearchBacklogRow>().CountAsync(ct), CancellationToken.None));
    }

    [Fact]
    public async Task A_backlog_that_takes_longer_than_a_minute_leaves_the_workers_to_others_meanwhile()
    {
        for (var i = 0; i < 65; i++)
            await host.PublishAsync(FeedFixture.Plain($"Old {i}", i) with { Announce = false });
        host.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(20);

        await host.Services.GetRequiredService<RecurringJobs>().IndexBacklogAsync(CancellationToken.None);

        Assert.InRange((await FindAsync("old", count: 100)).Count, 20, 60);
        host.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        await host.Services.GetRequiredService<RecurringJobs>().IndexBacklogAsync(CancellationToken.None);
        Assert.Equal(65, (await FindAsync("old", count: 100)).Count);
    }

    [Fact]
    public async Task What_is_no_news_comes_into_the_index_in_turns_and_news_at_once()
    {
        await host.PublishAsync(FeedFixture.Plain("Old and quiet", hoursAgo: 9) with { Announce = false });
        await host.PublishAsync(FeedFixture.Plain("Old and loud"));
        var gone = await host.PublishAsync(FeedFixture.Plain("Old and gone") with { Announce = false });
        await host.Database.WriteAsync((db, ct) => Publisher.WithdrawAsync(db, gone, ct), CancellationToken.None);
        Assert.Equal(["Old and loud"], await FindAsync("old"));

        await host.Services.GetRequiredService<RecurringJobs>().IndexBacklogAsync(CancellationToken.None);
        await host.Services.GetRequiredService<RecurringJobs>().IndexBacklogAsync(CancellationToken.None);

        Assert.Equal(["Old and loud", "Old and quiet"], await FindAsync("old"));
    }

    private ArticlePublisher Publisher => host.Services.GetRequiredService<ArticlePublisher>();

    private static ArticleContent By(string title, string author) =>
        FeedFixture.Plain(title) with
        {
            Authors = [new ArticleAuthor(new AuthorSlug("jane"), author)],
        };

    // As the migration leaves a store that it finds articles in.
    private Task<int> ForgetIndexAsync() =>
        host.Database.WriteAsync(
            (db, ct) =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    DELETE FROM "FullText"; DELETE FROM "SearchEntries";
                    INSERT INTO "SearchBacklog" SELECT "Id" FROM "Articles" WHERE "State" = 2;
                    """,
                    ct
                ),
            CancellationToken.None
        );

    private Task<bool> ReviseAsync(ArticleId id, ArticleContent content) =>
        host.Database.WriteAsync((db, ct) => Publisher.ReviseAsync(db, id, content, ct), CancellationToken.None);

    private async Task<List<string>> FindAsync(string typed, int count = 50)
    {
        Assert.True(SearchQuery.TryParse(typed, out var query, out var fault), fault);
        var found = await host.Services.GetRequiredService<ArticleSearch>().HeadsAsync(query, count, CancellationToken.None);
        return [.. found.Select(article => article.Title)];
    }
}
