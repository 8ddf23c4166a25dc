using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Sameness;

/// <summary>Keeps what articles are found by, and finds those that a copy may be of. Everything goes by an index, in the caller's transaction.</summary>
internal static class PrintIndex
{
    // Pieces of one form share numbers by the thousand: those around the copy's own date are looked at alone, on either side of it.
    private const int AroundKey = 4;
    private const int AroundTitle = 3;

    // One number in common is a common phrase.
    private const int LeastKeys = 2;

    private static readonly string[] Searches = [.. Enumerable.Range(0, Sketch.Size + 1).Select(SearchSql)];

    /// <summary>Keeps an article's print, in place of what was kept of it.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="article">With its text and headline as they are now.</param>
    /// <param name="publishedAt">Its date.</param>
    /// <param name="title">Its headline.</param>
    /// <param name="body">Its text.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task PutAsync(
        PublicationDb db,
        ArticleId article,
        DateTimeOffset publishedAt,
        TextWords title,
        TextWords body,
        CancellationToken ct
    )
    {
        var sketch = Sketch.Of(body);
        var bytes = Sketch.ToBytes(sketch);
        var print = await db.Set<PrintRow>().FindAsync([article], ct);
        if (print is null)
            print = db.Add(new PrintRow { Article = article, Keys = [] }).Entity;
        else if (print.PublishedAt == publishedAt && print.Keys.AsSpan().SequenceEqual(bytes))
            sketch = [];
        else
            await RemoveKeysAsync(db, print, ct);
        (print.Title, print.PublishedAt, print.Keys) = (Sketch.OfTitle(title), publishedAt, bytes);
        if (sketch.Count == 0)
            return;
        await using var rows = new RowsCommand(db);
        foreach (var key in sketch)
        {
            rows.Add(
                RowsCommand.Number(key),
                RowsCommand.Number(publishedAt.ToUnixTimeMilliseconds()),
                RowsCommand.Bytes(article.Value.ToByteArray(bigEndian: true))
            );
        }

        await rows.ExecuteAsync($"""INSERT INTO "ArticlePrintKeys" ("Key", "PublishedAt", "Article") VALUES {rows.Rows}""", ct);
    }

    /// <summary>The articles whose text or headline is like the copy's, the likeliest first.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="copy">What came in.</param>
    /// <param name="around">Its date, or now where it says none.</param>
    /// <param name="most">Most articles.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<ArticleId>> FindAsync(
        PublicationDb db,
        ArticleCopy copy,
        DateTimeOffset around,
        int most,
        CancellationToken ct
    )
    {
        var sketch = Sketch.Of(copy.Body);
        var title = Sketch.OfTitle(copy.Title) ?? 0;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Searches[sketch.Count];
        Add(command, "t", title);
        Add(command, "at", around.ToUnixTimeMilliseconds());
        for (var i = 0; i < sketch.Count; i++)
            Add(command, string.Create(CultureInfo.InvariantCulture, $"k{i}"), sketch[i]);
        var hits = new Dictionary<ArticleId, (int Keys, long Apart)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var id = new ArticleId(new Guid(reader.GetFieldValue<byte[]>(0), bigEndian: true));
            var apart = Math.Abs(reader.GetInt64(1) - around.ToUnixTimeMilliseconds());
            hits[id] = (hits.GetValueOrDefault(id).Keys + (reader.GetInt32(2) == 0 ? 1 : LeastKeys), apart);
        }

        return
        [
            .. hits.Where(hit => hit.Value.Keys >= LeastKeys)
                .OrderByDescending(hit => hit.Value.Keys)
                .ThenBy(hit => hit.Value.Apart)
                .Take(most)
                .Select(hit => hit.Key),
        ];
    }

    private static async Task RemoveKeysAsync(PublicationDb db, PrintRow print, CancellationToken ct)
    {
        var (keys, at, article) = (Sketch.FromBytes(print.Keys), print.PublishedAt, print.Article);
        if (keys.Count > 0)
            await db.Set<PrintKeyRow>()
                .Where(row => keys.Contains(row.Key) && row.PublishedAt == at && row.Article == article)
                .ExecuteDeleteAsync(ct);
    }

    private static void Add(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    // Each part stops after a few rows of its index.
    private static string SearchSql(int keys)
    {
        var sql = new StringBuilder();
        Append("ArticlePrints", "\"Title\" = @t", AroundTitle, isTitle: 1);
        for (var i = 0; i < keys; i++)
            Append("ArticlePrintKeys", string.Create(CultureInfo.InvariantCulture, $"\"Key\" = @k{i}"), AroundKey, isTitle: 0);
        return sql.ToString();

        void Append(string table, string where, int most, int isTitle)
        {
            foreach (var (side, order) in new[] { ("<=", "DESC"), (">", "ASC") })
            {
                sql.Append(sql.Length == 0 ? "" : "\nUNION ALL ");
                sql.Append(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT * FROM (SELECT "Article", "PublishedAt", {isTitle} AS "IsTitle" FROM "{table}"
                        WHERE {where} AND "PublishedAt" {side} @at ORDER BY "PublishedAt" {order} LIMIT {most}) AS part
                    """
                );
            }
        }
    }
}
