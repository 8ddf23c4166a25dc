using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Subscribers.Lists;

/// <summary>The lists that were taken over, or are being.</summary>
internal sealed class ListImports(Database database)
{
    private const int Most = 100;

    /// <summary>The latest, newest first.</summary>
    public Task<List<ListImport>> LatestAsync(CancellationToken ct) =>
        database.ReadAsync(
            (db, token) => db.Set<ListImport>().OrderByDescending(import => import.Number).Take(Most).ToListAsync(token),
            ct
        );

    /// <summary>One of them, as far as it is; null: there is none of this number.</summary>
    public Task<ListImport?> FindAsync(long number, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<ListImport>().SingleOrDefaultAsync(import => import.Number == number, token), ct);
}
