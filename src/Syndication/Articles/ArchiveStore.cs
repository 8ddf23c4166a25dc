using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>The queries behind archived feeds and tombstones. What each of them reads does not grow with the archive.</summary>
public sealed class ArchiveStore(Database database, ArticleStore articles)
{
    /// <summary>The archive's stored state; null where there never was one.</summary>
    public Task<ArchivePart?> FindAsync(Scope scope, ArchivePlace place, CancellationToken ct) =>
        database.ReadAsync((db, token) => ArchiveParts.FindAsync(db, scope, place, token), ct);

    /// <summary>The nearest archives before and after that have something to show.</summary>
    public Task<(ArchivePlace? Previous, ArchivePlace? Next)> NeighboursAsync(Scope scope, ArchivePlace place, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                (await ArchiveParts.BeforeAsync(db, scope, place, token), await ArchiveParts.AfterAsync(db, scope, place, token)),
            ct
        );

    /// <summary>The archive's visible articles with bodies, newest first.</summary>
    public Task<IReadOnlyList<Article>> ReadAsync(Scope scope, ArchivePlace place, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var found = await articles.FindAsync(
                    db,
                    await Placed(db, scope, place).Where(placed => placed.Visible).Select(placed => placed.Article).ToListAsync(token),
                    token
                );
                return (IReadOnlyList<Article>)
                    [.. found.OrderByDescending(article => article.PublishedAt).ThenByDescending(article => article.Id.Value)];
            },
            ct
        );

    /// <summary>The newest archive that shows an article which is not among <paramref name="known"/>; null where there is none.</summary>
    public Task<ArchivePlace?> NewestBeyondAsync(Scope scope, IReadOnlyCollection<ArticleId> known, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var key = scope.Key;
                var places = await db.Set<PlacementRow>()
                    .Where(placed => known.Contains(placed.Article) && placed.Scope == key && placed.Visible)
                    .Select(placed => placed.Place)
                    .ToListAsync(token);
                var counts = places.CountBy(place => place).ToDictionary();
                // Each part that is known as a whole takes at least one of the known articles; one more part is enough.
                return (await ArchiveParts.NewestAsync(db, scope, counts.Count + 1, token))
                    .Where(part => part.Visible > counts.GetValueOrDefault(part.Place.Number))
                    .Select(part => (ArchivePlace?)part.Place)
                    .FirstOrDefault();
            },
            ct
        );

    /// <summary>The archive's articles that are taken back, latest first.</summary>
    public Task<IReadOnlyList<RemovedArticle>> RemovedAsync(Scope scope, ArchivePlace place, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<RemovedArticle>>(
            async (db, token) =>
                await Placed(db, scope, place)
                    .Where(placed => !placed.Visible && placed.RemovedAt != null)
                    .OrderByDescending(placed => placed.RemovedAt)
                    .ThenByDescending(placed => placed.Article)
                    .Select(placed => new RemovedArticle { Id = placed.Article, At = placed.RemovedAt!.Value })
                    .ToListAsync(token),
            ct
        );

    /// <summary>Articles that were in the scope and are taken back, latest first.</summary>
    /// <param name="scope">Where they were.</param>
    /// <param name="since">Only those taken back after this.</param>
    /// <param name="count">Most articles.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<RemovedArticle>> RemovedAsync(Scope scope, DateTimeOffset since, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<RemovedArticle>>(
            async (db, token) =>
                await Removals(db, scope, since)
                    .OrderByDescending(removal => removal.At)
                    .ThenByDescending(removal => removal.Id)
                    .Take(count)
                    .ToListAsync(token),
            ct
        );

    private static IQueryable<RemovedArticle> Removals(PublicationDb db, Scope scope, DateTimeOffset since)
    {
        switch (scope.Kind)
        {
            case ScopeKind.Author:
                var author = new AuthorSlug(scope.Name);
                return db.Set<BylineRow>()
                    .Where(row => row.Author == author && row.RemovedAt > since)
                    .Select(row => new RemovedArticle { Id = row.Article, At = row.RemovedAt!.Value });
            case ScopeKind.Tag:
                var tag = new TagSlug(scope.Name);
                return db.Set<TaggingRow>()
                    .Where(row => row.Tag == tag && row.RemovedAt > since)
                    .Select(row => new RemovedArticle { Id = row.Article, At = row.RemovedAt!.Value });
            default:
                var key = scope.Key;
                return db.Set<PlacementRow>()
                    .Where(row => row.Scope == key && row.RemovedAt > since)
                    .Select(row => new RemovedArticle { Id = row.Article, At = row.RemovedAt!.Value });
        }
    }

    private static IQueryable<PlacementRow> Placed(PublicationDb db, Scope scope, ArchivePlace place)
    {
        var (key, number) = (scope.Key, place.Number);
        return db.Set<PlacementRow>().Where(placed => placed.Scope == key && placed.Place == number);
    }
}
