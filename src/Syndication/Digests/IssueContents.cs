using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Syndication.Articles;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>What issues had in them: for whoever calls them back, and to tell alike ones from others.</summary>
internal sealed class IssueContents(Database database) : IIssueContents, IDisposable
{
    // A version never changes: what is read once is kept, as far as there is room.
    private const long MostKept = 200_000;
    private const int Chunk = 500;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>The articles of versions of issues, in the order shown.</summary>
    public async Task<IReadOnlyDictionary<(long Issue, int Version), IReadOnlyList<ArticleId>>> ArticlesAsync(
        IReadOnlyCollection<(long Issue, int Version)> versions,
        CancellationToken ct
    )
    {
        var found = new Dictionary<(long, int), IReadOnlyList<ArticleId>>(versions.Count);
        foreach (var version in versions)
        {
            if (kept.TryGetValue(version, out IReadOnlyList<ArticleId>? articles))
                found[version] = articles!;
        }

        foreach (var missing in versions.Where(version => !found.ContainsKey(version)).Chunk(Chunk))
        {
            var read = await database.ReadAsync((db, token) => ReadAsync(db, missing, token), ct);
            foreach (var version in missing)
            {
                IReadOnlyList<ArticleId> articles = [.. read[version]];
                found[version] = kept.Set(version, articles, new MemoryCacheEntryOptions { Size = 1 + articles.Count });
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NewsPlace>> PlacesAsync(PublicationDb db, IReadOnlyCollection<long> issues, CancellationToken ct)
    {
        var places = await (
            from shown in db.Set<IssueArticle>()
            join membership in db.Set<MembershipRow>() on shown.Article equals membership.Article
            where issues.Contains(shown.Issue) && membership.Visible && membership.Sequence != null
            select new { membership.Section, membership.Sequence }
        )
            .Distinct()
            .ToListAsync(ct);
        return places.ConvertAll(place => new NewsPlace(place.Section, place.Sequence!.Value));
    }

    private static async Task<ILookup<(long, int), ArticleId>> ReadAsync(
        PublicationDb db,
        (long Issue, int Version)[] versions,
        CancellationToken ct
    )
    {
        var issues = versions.Select(version => version.Issue).ToList();
        var rows = await db.Set<IssueArticle>()
            .Where(row => issues.Contains(row.Issue) && row.Form != ArticleForm.Correction)
            .OrderBy(row => row.Position)
            .Select(row => new
            {
                row.Issue,
                row.Version,
                row.Article,
            })
            .ToListAsync(ct);
        return rows.ToLookup(row => (row.Issue, row.Version), row => row.Article);
    }
}
