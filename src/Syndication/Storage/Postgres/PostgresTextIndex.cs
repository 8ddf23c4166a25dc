using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Syndication.Storage.Postgres;

/// <summary>The words in a table of <c>tsvector</c>s with a GIN index; see <see cref="FullTextMigration"/>.</summary>
/// <remarks>
/// Words are told apart by <see cref="IndexedWords"/>, not by the server's parser, which takes addresses, paths and hyphens for things of their
/// own: a search finds the same on every provider.
/// </remarks>
internal sealed class PostgresTextIndex(DatabaseFacade database) : TextIndex
{
    public override Task PutAsync(long number, IndexedText text, CancellationToken ct) =>
        database.ExecuteSqlAsync(
            $"""
            INSERT INTO "FullText" ("Number", "Words") VALUES ({number}, {IndexedWords.Vector(text)}::tsvector)
            ON CONFLICT ("Number") DO UPDATE SET "Words" = excluded."Words"
            """,
            ct
        );

    public override Task RemoveAsync(long number, CancellationToken ct) =>
        database.ExecuteSqlAsync($"""DELETE FROM "FullText" WHERE "Number" = {number}""", ct);

    public override async Task<IReadOnlyList<long>> FindAsync(TextQuery query, int count, CancellationToken ct) =>
        IndexedWords.Query(query) is { } words
            ? await database
                .SqlQuery<long>(
                    $"""SELECT "Number" AS "Value" FROM "FullText" WHERE "Words" @@ {words}::tsquery ORDER BY "Number" DESC LIMIT {count}"""
                )
                .ToListAsync(ct)
            : [];
}
