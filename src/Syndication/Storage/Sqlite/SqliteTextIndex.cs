using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage.Sqlite;

/// <summary>The words in an FTS5 table that keeps no texts: what is found is read from the store's own rows.</summary>
/// <remarks>
/// The lists of a word are kept by number, so that <c>ORDER BY rowid DESC LIMIT</c> reads their ends alone, however long they are. See
/// <see cref="FullTextMigration"/> for the table.
/// </remarks>
internal sealed class SqliteTextIndex(PublicationDb db) : TextIndex
{
    public override async Task PutAsync(long number, IndexedText text, CancellationToken ct)
    {
        await using var documents = new RowsCommand(db);
        documents.Add(
            RowsCommand.Number(number),
            RowsCommand.Text(text.Title),
            RowsCommand.Text(text.Summary),
            RowsCommand.Text(text.Body),
            RowsCommand.Text(text.Authors),
            RowsCommand.Text(text.Tags)
        );
        await documents.ExecuteAsync(
            $"""INSERT OR REPLACE INTO "FullText" (rowid, "Title", "Summary", "Body", "Authors", "Tags") VALUES {documents.Rows}""",
            ct
        );
    }

    public override Task RemoveAsync(long number, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""DELETE FROM "FullText" WHERE rowid = {number}""", ct);

    public override async Task<IReadOnlyList<long>> FindAsync(TextQuery query, int count, CancellationToken ct) =>
        await db
            .Database.SqlQuery<long>(
                $"""SELECT rowid AS "Value" FROM "FullText" WHERE "FullText" MATCH {Expression(query)} ORDER BY rowid DESC LIMIT {count}"""
            )
            .ToListAsync(ct);

    private static string Expression(TextQuery query)
    {
        var wanted = string.Join(" AND ", query.Wanted.Select(Quoted));
        return query.Unwanted.Count == 0 ? wanted : $"({wanted}) NOT ({string.Join(" OR ", query.Unwanted.Select(Quoted))})";
    }

    // In quotation marks everything is a word.
    private static string Quoted(TextTerm term) =>
        $"\"{term.Words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" + (term.IsPrefix ? " *" : "");
}
