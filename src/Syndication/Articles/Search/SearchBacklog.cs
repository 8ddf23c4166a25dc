using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Articles.Search;

/// <summary>
/// Articles that come into the index in turns: those that were published before there was one, and those that are no news. Archives come in
/// by the ten thousand, and a fifth of the cost of each article would be its words.
/// </summary>
internal static class SearchBacklog
{
    /// <summary>Puts off a new article, in the caller's transaction.</summary>
    public static Task AddAsync(PublicationDb db, ArticleId id, CancellationToken ct) =>
        NewRows.AddOneAsync(db, new SearchBacklogRow { Article = id }, ct);

    /// <summary>Takes a few articles from the backlog, the newest first, in the caller's transaction.</summary>
    /// <returns>How many were taken; fewer than <paramref name="most"/>: none are left.</returns>
    public static async Task<int> TakeAsync(PublicationDb db, int most, CancellationToken ct)
    {
        var ids = await db.Set<SearchBacklogRow>()
            .OrderByDescending(waiting => waiting.Article)
            .Select(waiting => waiting.Article)
            .Take(most)
            .ToListAsync(ct);
        var rows = await db.Set<ArticleRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(ct);
        // Settled by its own state: it may have been withdrawn, or put into the index, since. By rising numbers: at each step back FTS5 writes
        // out what it has gathered.
        foreach (var row in rows.OrderBy(row => row.PublishedAt))
            await SearchIndex.SettleAsync(db, row, ct);
        await db.Set<SearchBacklogRow>().Where(waiting => ids.Contains(waiting.Article)).ExecuteDeleteAsync(ct);
        db.HasContentChanges |= ids.Count > 0;
        return ids.Count;
    }
}
