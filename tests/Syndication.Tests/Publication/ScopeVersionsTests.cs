using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Publication;

public sealed class ScopeVersionsTests : IDisposable
{
    private readonly RecordingHost host = new();

    [Fact]
    public async Task Changes_within_a_second_are_dated_a_second_apart_and_the_date_never_falls_back()
    {
        await TouchAsync();
        await TouchAsync();
        host.Clock.SetUtcNow(SyndicationHost.Start.AddMilliseconds(300));
        await TouchAsync();
        var third = await FindAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await TouchAsync();
        var fourth = await FindAsync();

        Assert.Equal((3, SyndicationHost.Start.AddSeconds(2)), (third.Version, third.ChangedAt));
        Assert.Equal((4, SyndicationHost.Start.AddHours(1)), (fourth.Version, fourth.ChangedAt));
    }

    [Fact]
    public void A_scopes_key_is_the_path_of_its_feeds()
    {
        Assert.Equal("all", Scope.Publication.Key);
        Assert.Equal("sections/gear", Scope.Section(new SectionSlug("gear")).Key);
        Assert.Equal("authors/maren-oduya", Scope.Author(new AuthorSlug("maren-oduya")).Key);
        Assert.Equal("tags/tides", Scope.Tag(new TagSlug("tides")).Key);
    }

    [Fact]
    public async Task However_many_scopes_and_archives_there_are_a_renamed_section_moves_all_by_a_few_statements()
    {
        var sections = host.Services.GetRequiredService<SectionStore>();
        await sections.PutAsync(new SectionSlug("gear"), "Gear", _ => { }, CancellationToken.None);
        var tags = Enumerable.Range(0, 3000).Select(number => Scope.Tag(new TagSlug($"t{number}"))).ToList();
        await host.Database.WriteAsync((db, ct) => ScopeVersions.TouchAsync(db, tags, host.Clock.GetUtcNow(), ct), CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMilliseconds(400));
        host.Forget();

        await sections.PutAsync(new SectionSlug("gear"), "Gear and Kit", _ => { }, CancellationToken.None);

        Assert.InRange(host.Commands.Count, 1, 10);
        var moved = await host.Database.ReadAsync((db, ct) => db.Set<ScopeVersion>().ToListAsync(ct), CancellationToken.None);
        Assert.Equal(3001, moved.Count);
        Assert.All(moved, scope => Assert.Equal((2, SyndicationHost.Start.AddSeconds(1)), (scope.Version, scope.ChangedAt)));
    }

    [Fact]
    public async Task An_author_of_nine_thousand_tags_takes_them_all_along()
    {
        var tags = Enumerable.Range(0, 9000).Select(number => Scope.Tag(new TagSlug($"t{number}"))).ToList();
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                await ScopeVersions.TouchAsync(db, tags, host.Clock.GetUtcNow(), ct);
                await ScopeVersions.CountAsync(db, [], tags, ct);
            },
            CancellationToken.None
        );

        var touched = await host.Database.ReadAsync((db, ct) => db.Set<ScopeVersion>().ToListAsync(ct), CancellationToken.None);
        Assert.Equal(9000, touched.Count);
        Assert.All(touched, scope => Assert.Equal((1, 1), (scope.Version, scope.Visible)));
    }

    [Fact]
    public async Task What_was_not_touched_is_not_counted() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Database.WriteAsync((db, ct) => ScopeVersions.CountAsync(db, [], [Scope.Publication], ct), CancellationToken.None)
        );

    [Fact]
    public async Task What_changes_often_in_one_transaction_is_dated_once()
    {
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                for (var i = 0; i < 50; i++)
                    await ScopeVersions.TouchAsync(db, [Scope.Publication], host.Clock.GetUtcNow(), ct);
            },
            CancellationToken.None
        );
        var once = await FindAsync();
        await TouchAsync();

        Assert.Equal((1, SyndicationHost.Start), (once.Version, once.ChangedAt));
        Assert.Equal(2, (await FindAsync()).Version);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_takes_no_date_back()
    {
        await TouchAsync();
        host.Clock.AdjustTime(SyndicationHost.Start.AddYears(-1));
        await TouchAsync();

        Assert.Equal(SyndicationHost.Start.AddSeconds(1), (await FindAsync()).ChangedAt);
    }

    public void Dispose() => host.Dispose();

    private Task TouchAsync() =>
        host.Database.WriteAsync(
            (db, ct) => ScopeVersions.TouchAsync(db, [Scope.Publication], host.Clock.GetUtcNow(), ct),
            CancellationToken.None
        );

    private async Task<ScopeVersion> FindAsync() =>
        (await host.Database.ReadAsync((db, ct) => ScopeVersions.FindAsync(db, Scope.Publication, ct), CancellationToken.None))!;
}
