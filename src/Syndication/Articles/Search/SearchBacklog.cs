using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Articles.Search;

/// <summary>Puts the articles into the index that were published before there was one.</summary>
internal static class SearchBacklog
{
    /// <summary>Takes a few articles from the backlog, the newest first, in the caller's transaction.</summary>
    /// <returns>How many were taken; fewer than <paramref name="most"/>: none are left.</returns>
    public static async Task<int> TakeAsync(PublicationDb db, int most, CancellationToken ct)
    {
        var ids = await db.Set<SearchBacklogRow>()
            .OrderByDescending(waiting => waiting.Article)
            .Select(waiting => waiting.Article)
            .Take(most)
            .ToListAsync(ct);
        foreach (var id in ids)
        {
            // Settled by its own state: it may have been withdrawn, or put into the index, since.
            await SearchIndex.SettleAsync(db, await db.Set<ArticleRow>().AsNoTracking().SingleAsync(row => row.Id == id, ct), ct);
            await db.Set<SearchBacklogRow>().Where(waiting => waiting.Article == id).ExecuteDeleteAsync(ct);
        }

        db.HasContentChanges |= ids.Count > 0;
        return ids.Count;
    }
}
