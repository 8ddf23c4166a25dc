using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Tests.Feeds;

namespace Syndication.Tests.Articles;

public sealed class ScopeCountTests
{
    [Property(MaxTest = 12)]
    public void Whatever_happens_to_articles_the_stored_counts_are_what_counting_finds(byte[] kinds, byte[] which)
    {
        using var history = new ArchiveHistory();
        foreach (var (kind, index) in (kinds ?? []).Zip(Enumerable.Range(0, int.MaxValue)).Take(25))
            history.DoAsync(kind, which is { Length: > 0 } ? which[index % which.Length] : (byte)index).GetAwaiter().GetResult();

        var (stored, counted) = history.Host.Database.ReadAsync(ReadAsync, CancellationToken.None).GetAwaiter().GetResult();

        Assert.Equal(counted, stored);
    }

    private static async Task<(SortedDictionary<string, int> Stored, SortedDictionary<string, int> Counted)> ReadAsync(
        PublicationDb db,
        CancellationToken ct
    )
    {
        var keys = new List<string>();
        keys.AddRange((await db.Set<ArticleRow>().Where(row => row.State == ArticleState.Visible).ToListAsync(ct)).Select(_ => "all"));
        keys.AddRange(
            (await db.Set<MembershipRow>().Where(row => row.Visible).ToListAsync(ct)).Select(row => Scope.Section(row.Section).Key)
        );
        keys.AddRange((await db.Set<BylineRow>().Where(row => row.Visible).ToListAsync(ct)).Select(row => Scope.Author(row.Author).Key));
        keys.AddRange((await db.Set<TaggingRow>().Where(row => row.Visible).ToListAsync(ct)).Select(row => Scope.Tag(row.Tag).Key));
        var stored = await db.Set<ScopeVersion>()
            .Where(version => version.Visible != 0)
            .ToDictionaryAsync(v => v.Scope, v => v.Visible, ct);
        return (new(stored), new(keys.CountBy(key => key).ToDictionary()));
    }
}
