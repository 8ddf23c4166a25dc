using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>The counter that decides what is new.</summary>
public static class Sequences
{
    /// <summary>Takes <paramref name="count"/> numbers; the row stays locked until the caller commits, so numbers rise in commit order.</summary>
    /// <returns>The last of them.</returns>
    public static async Task<long> TakeAsync(PublicationDb db, int count, CancellationToken ct)
    {
        var taken = await db
            .Database.SqlQuery<long>(
                $"""UPDATE "SequenceCounter" SET "Last" = "Last" + {count} WHERE "Id" = 1 RETURNING "Last" AS "Value" """
            )
            .ToListAsync(ct);
        return taken[0];
    }

    /// <summary>The last number whose transaction is committed: everything up to it can be read.</summary>
    public static Task<long> LastAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<SequenceCounter>().AsNoTracking().Select(counter => counter.Last).SingleAsync(ct);
}
