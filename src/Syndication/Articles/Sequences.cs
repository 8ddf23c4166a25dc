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
        await using var counter = new RowsCommand(db);
        var more = counter.Value(RowsCommand.Number(count));
        var taken = await counter.ReadAsync(
            $"""UPDATE "SequenceCounter" SET "Last" = "Last" + {more} WHERE "Id" = 1 RETURNING "Last" """,
            row => row.GetInt64(0),
            ct
        );
        return taken[0];
    }

    /// <summary>The last number whose transaction is committed: everything up to it can be read.</summary>
    public static Task<long> LastAsync(PublicationDb db, CancellationToken ct) =>
        db.Set<SequenceCounter>().AsNoTracking().Select(counter => counter.Last).SingleAsync(ct);
}
