using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Publication;

public sealed class ScopeVersionsTests : IDisposable
{
    private readonly SyndicationHost host = new();

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

    public void Dispose() => host.Dispose();

    private Task TouchAsync() =>
        host.Database.WriteAsync(
            (db, ct) => ScopeVersions.TouchAsync(db, [Scope.Publication], host.Clock.GetUtcNow(), ct),
            CancellationToken.None
        );

    private async Task<ScopeVersion> FindAsync() =>
        (await host.Database.ReadAsync((db, ct) => ScopeVersions.FindAsync(db, Scope.Publication, ct), CancellationToken.None))!;
}
