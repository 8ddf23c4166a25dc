using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Articles;

public sealed class ArticleLifeTests : IDisposable
{
    private static readonly SectionSlug Gear = new("gear");
    private static readonly SectionSlug Harbour = new("harbour");
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task A_draft_is_nowhere_and_is_dated_when_it_is_published()
    {
        await AddSectionsAsync();
        var id = await host.PublishAsync(Piece() with { Draft = true });
        Assert.Empty(await VisibleAsync(Scope.Section(Gear)));
        host.Clock.Advance(TimeSpan.FromHours(5));

        await ReviseAsync(id, Piece());

        Assert.Equal(SyndicationHost.Start.AddHours(5), Assert.Single(await VisibleAsync(Scope.Section(Gear))).PublishedAt);
    }

    [Fact]
    public async Task An_article_leaves_by_itself_when_its_time_is_over()
    {
        await AddSectionsAsync();
        await host.PublishAsync(Piece() with { ExpiresAt = SyndicationHost.Start.AddHours(2) });
        Assert.Single(await VisibleAsync(Scope.Publication));
        var before = await VersionAsync(Scope.Section(Gear));

        await host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Empty(await VisibleAsync(Scope.Publication));
        Assert.Equal(before + 1, await VersionAsync(Scope.Section(Gear)));
    }

    [Fact]
    public async Task A_withdrawn_article_leaves_every_list_and_withdrawing_again_changes_nothing()
    {
        await AddSectionsAsync();
        var id = await host.PublishAsync(Piece() with { Tags = ["Tides"], Authors = [new(new("maren"), "Maren")] });

        await WithdrawAsync(id);
        var version = await VersionAsync(Scope.Publication);
        await WithdrawAsync(id);

        foreach (var scope in new[] { Scope.Publication, Scope.Section(Gear), Scope.Author(new("maren")), Scope.Tag(new("tides")) })
            Assert.Empty(await VisibleAsync(scope));
        Assert.Equal(version, await VersionAsync(Scope.Publication));
        Assert.Equal(ArticleState.Withdrawn, (await host.Articles.FindBySlugAsync("piece", CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Moving_into_another_section_is_new_there_and_gone_here()
    {
        await AddSectionsAsync();
        var id = await host.PublishAsync(Piece());
        var first = (await SequencesAsync()).Single();

        await ReviseAsync(id, Piece() with { Section = Harbour });

        Assert.Empty(await VisibleAsync(Scope.Section(Gear)));
        Assert.Single(await VisibleAsync(Scope.Section(Harbour)));
        Assert.True((await SequencesAsync()).Single() > first);
    }

    [Fact]
    public async Task An_edit_keeps_its_sequence_and_moves_the_date_of_change_only_with_the_text()
    {
        await AddSectionsAsync();
        var id = await host.PublishAsync(Piece());
        var sequences = await SequencesAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));

        await ReviseAsync(id, Piece() with { Tags = ["New tag"] });
        var tagged = Assert.Single(await VisibleAsync(Scope.Publication));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await ReviseAsync(id, Piece() with { Tags = ["New tag"], BodyHtml = "<p>Other words.</p>" });
        var edited = Assert.Single(await VisibleAsync(Scope.Publication));

        Assert.Equal(SyndicationHost.Start, tagged.UpdatedAt);
        Assert.Equal(SyndicationHost.Start.AddHours(2), edited.UpdatedAt);
        Assert.Equal(sequences, await SequencesAsync());
    }

    [Fact]
    public async Task A_summary_that_is_taken_away_gives_place_to_the_start_of_the_body()
    {
        await AddSectionsAsync();
        var id = await host.PublishAsync(Piece() with { Summary = "A deck." });

        Assert.True(await ReviseAsync(id, Piece()));

        Assert.Equal("Some words.", Assert.Single(await VisibleAsync(Scope.Publication)).Summary);
    }

    [Fact]
    public async Task A_back_dated_article_is_new_by_its_sequence()
    {
        await AddSectionsAsync();
        await host.PublishAsync(Piece());
        await host.PublishAsync(Piece("Old") with { PublishedAt = SyndicationHost.Start.AddYears(-3) });

        var newest = await host.Database.ReadAsync(
            (db, ct) => db.Set<MembershipRow>().OrderByDescending(row => row.Sequence).Select(row => row.PublishedAt).FirstAsync(ct),
            CancellationToken.None
        );

        Assert.Equal(SyndicationHost.Start.AddYears(-3), newest);
        Assert.Equal(["Piece", "Old"], (await VisibleAsync(Scope.Section(Gear))).Select(article => article.Title));
    }

    [Fact]
    public async Task What_is_said_anew_of_an_author_moves_the_feeds_of_all_their_articles()
    {
        await AddSectionsAsync();
        var maren = new ArticleAuthor(new("maren"), "Maren", "reporter");
        await host.PublishAsync(Piece() with { Authors = [maren] });
        var before = await VersionAsync(Scope.Section(Gear));

        await host.PublishAsync(Piece("Other") with { Section = Harbour, Authors = [maren with { Role = "editor" }] });

        Assert.Equal(before + 1, await VersionAsync(Scope.Section(Gear)));
        Assert.Equal("editor", (await VisibleAsync(Scope.Section(Gear)))[0].Authors[0].Role);
    }

    [Property(MaxTest = 15)]
    public void Sequences_are_unique_and_rise_in_commit_order(byte[] sections)
    {
        using var own = new SyndicationHost();
        own.AddSectionAsync("gear", "Gear").GetAwaiter().GetResult();
        own.AddSectionAsync("harbour", "Harbour").GetAwaiter().GetResult();
        var last = 0L;
        foreach (var kind in sections.Take(12))
        {
            var content = kind % 3 == 0 ? Piece() with { OtherSections = [Harbour] } : Piece();
            var id = own.PublishAsync(content).GetAwaiter().GetResult();
            var taken = own
                .Database.ReadAsync(
                    (db, ct) => db.Set<MembershipRow>().Where(row => row.Article == id).Select(row => row.Sequence!.Value).ToListAsync(ct),
                    default
                )
                .GetAwaiter()
                .GetResult();
            Assert.All(taken, sequence => Assert.True(sequence > last));
            Assert.Equal(taken.Count, taken.Distinct().Count());
            last = taken.Max();
        }
    }

    [Theory]
    [InlineData("<p>One</p><p>two &amp; three</p>", "One two & three", 3)]
    [InlineData("<p>It’s a well-known fact</p>", "It’s a well-known fact", 4)]
    [InlineData("<p>港の朝は静か</p>", "港の朝は静か", 3)]
    [InlineData("<p>Tide ✨🌊 tables</p>", "Tide ✨🌊 tables", 2)]
    [InlineData("", "", 0)]
    public void Plain_text_and_words_of_a_body(string html, string text, int words)
    {
        Assert.Equal(text, PlainText.Of(html));
        Assert.Equal(words, PlainText.CountWords(text));
    }

    [Property(MaxTest = 300)]
    public void The_start_of_a_text_is_no_longer_than_asked_and_well_formed(string? text, byte length)
    {
        var start = PlainText.Start(text ?? "", length + 10);

        Assert.True(start.Length <= length + 10);
        Assert.True(HasLoneSurrogate(text ?? "") || !HasLoneSurrogate(start));
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_text_is_never_cut_inside_a_character()
    {
        foreach (var length in Enumerable.Range(10, 20))
            Assert.False(HasLoneSurrogate(PlainText.Start(string.Concat(Enumerable.Repeat("🌊", 40)), length)));
    }

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD);

    private static ArticleContent Piece(string title = "Piece") =>
        new()
        {
            Section = Gear,
            Title = title,
            BodyHtml = "<p>Some words.</p>",
        };

    private async Task AddSectionsAsync()
    {
        await host.AddSectionAsync("gear", "Gear");
        await host.AddSectionAsync("harbour", "Harbour");
    }

    private Task<IReadOnlyList<Article>> VisibleAsync(Scope scope) => host.Articles.LatestAsync(scope, 10, CancellationToken.None);

    private Task<bool> ReviseAsync(ArticleId id, ArticleContent content) =>
        host.Database.WriteAsync(
            (db, ct) => host.Services.GetRequiredService<ArticlePublisher>().ReviseAsync(db, id, content, ct),
            CancellationToken.None
        );

    private Task WithdrawAsync(ArticleId id) =>
        host.Database.WriteAsync(
            (db, ct) => host.Services.GetRequiredService<ArticlePublisher>().WithdrawAsync(db, id, ct),
            CancellationToken.None
        );

    private async Task<long> VersionAsync(Scope scope) =>
        (await host.Database.ReadAsync((db, ct) => ScopeVersions.FindAsync(db, scope, ct), CancellationToken.None))?.Version ?? 0;

    private Task<List<long>> SequencesAsync() =>
        host.Database.ReadAsync(
            (db, ct) => db.Set<MembershipRow>().OrderBy(row => row.Sequence).Select(row => row.Sequence!.Value).ToListAsync(ct),
            CancellationToken.None
        );
}
