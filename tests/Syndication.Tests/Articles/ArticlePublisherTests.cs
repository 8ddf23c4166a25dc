using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Articles;

public sealed class ArticlePublisherTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task An_article_under_embargo_is_seen_at_its_hour_and_not_before()
    {
        await host.AddSectionAsync("gear", "Gear");
        await host.PublishAsync(Piece("Later") with { PublishedAt = SyndicationHost.Start.AddHours(1) });

        Assert.Empty(await host.Articles.LatestAsync(Scope.Publication, 10, CancellationToken.None));
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        var article = Assert.Single(await host.Articles.LatestAsync(Scope.Section(new SectionSlug("gear")), 10, CancellationToken.None));
        Assert.Equal("Later", article.Title);
        Assert.Equal(SyndicationHost.Start.AddHours(1), article.FirstVisibleAt);
    }

    [Fact]
    public async Task An_embargo_that_is_moved_takes_the_date_of_change_along()
    {
        await host.AddSectionAsync("gear", "Gear");
        var id = await host.PublishAsync(Piece("Later") with { PublishedAt = SyndicationHost.Start.AddHours(5) });
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();
        var sooner = SyndicationHost.Start.AddHours(1);

        await host.Database.WriteAsync(
            (db, ct) => publisher.ReviseAsync(db, id, Piece("Later") with { PublishedAt = sooner }, ct),
            CancellationToken.None
        );

        var article = (await host.Articles.FindAsync([id], CancellationToken.None))[0];
        Assert.Equal((sooner, sooner), (article.PublishedAt, article.UpdatedAt));
    }

    [Fact]
    public async Task What_is_out_stays_out_when_it_is_sent_again_while_the_clock_stands_before_its_date()
    {
        await host.AddSectionAsync("gear", "Gear");
        var piece = Piece("Boots") with { PublishedAt = SyndicationHost.Start };
        var id = await host.PublishAsync(piece);
        host.Clock.AdjustTime(SyndicationHost.Start.AddHours(-1));

        await host.ReviseAsync(id, piece with { Title = "Better boots" });
        Assert.Equal("Better boots", Assert.Single(await host.Articles.LatestAsync(Scope.Publication, 10, CancellationToken.None)).Title);

        // Another date is somebody's wish.
        await host.ReviseAsync(id, piece with { PublishedAt = SyndicationHost.Start.AddHours(2) });
        Assert.Empty(await host.Articles.LatestAsync(Scope.Publication, 10, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_content_again_is_no_revision()
    {
        await host.AddSectionAsync("gear", "Gear");
        var id = await host.PublishAsync(Piece("Once"));
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();

        var same = await host.Database.WriteAsync((db, ct) => publisher.ReviseAsync(db, id, Piece("Once"), ct), CancellationToken.None);
        var changed = await host.Database.WriteAsync((db, ct) => publisher.ReviseAsync(db, id, Piece("Twice"), ct), CancellationToken.None);

        Assert.False(same);
        Assert.True(changed);
        Assert.Equal(2, (await host.Articles.FindAsync([id], CancellationToken.None))[0].Revision);
    }

    [Fact]
    public async Task A_changed_slug_leads_on_from_the_former_address()
    {
        await host.AddSectionAsync("gear", "Gear");
        var id = await host.PublishAsync(Piece("Boots"));
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();

        await host.Database.WriteAsync(
            (db, ct) => publisher.ReviseAsync(db, id, Piece("Boots") with { Slug = "better-boots" }, ct),
            CancellationToken.None
        );

        Assert.Equal("better-boots", (await host.Articles.FindBySlugAsync("boots", CancellationToken.None))!.Slug);
    }

    [Fact]
    public async Task A_slug_may_be_shortened_to_the_start_of_the_one_before()
    {
        await host.AddSectionAsync("gear", "Gear");
        var id = await host.PublishAsync(Piece("Gear") with { Slug = "gear-guide" });
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();

        var changed = await host.Database.WriteAsync(
            (db, ct) => publisher.ReviseAsync(db, id, Piece("Gear") with { Slug = "gear" }, ct),
            CancellationToken.None
        );

        Assert.True(changed);
        Assert.Equal("gear", (await host.Articles.FindBySlugAsync("gear-guide", CancellationToken.None))!.Slug);
    }

    [Fact]
    public async Task A_slug_that_got_a_suffix_because_others_had_it_stays_as_it_is_when_it_comes_again()
    {
        await host.AddSectionAsync("gear", "Gear");
        var content = Piece("Boots") with { Slug = "boots" };
        var ids = new List<ArticleId>();
        for (var count = 0; count < 21; count++)
            ids.Add(await host.PublishAsync(content));
        var publisher = host.Services.GetRequiredService<ArticlePublisher>();

        foreach (var id in new[] { ids[1], ids[19], ids[20] })
            Assert.False(await host.Database.WriteAsync((db, ct) => publisher.ReviseAsync(db, id, content, ct), CancellationToken.None));

        var slugs = (await host.Articles.FindAsync([ids[1], ids[19], ids[20]], CancellationToken.None)).Select(article => article.Slug);
        Assert.Equal(["boots-2", "boots-20", $"boots-{ids[20].Value.ToString("N")[^12..]}"], slugs);
    }

    public void Dispose() => host.Dispose();

    private static ArticleContent Piece(string title) =>
        new()
        {
            Section = new SectionSlug("gear"),
            Title = title,
            BodyHtml = "<p>Some words.</p>",
        };
}
