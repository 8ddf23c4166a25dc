using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Sameness;

/// <summary>Keeps what articles are found by, and finds those that a copy may be of. Everything goes by an index, in the caller's transaction.</summary>
internal static class PrintIndex
{
    // Pieces of one form share numbers by the thousand: those around the copy's own date are looked at alone, on either side of it.
    private const int AroundKey = 4;
    private const int AroundTitle = 3;

    // One number in common is a common phrase. A name, which is a headline or what stands in an address, is enough to look.
    private const int LeastKeys = 2;
    private const int MostNames = 3;

    private static readonly string[] Searches = [.. Enumerable.Range(0, Sketch.Size + MostNames + 1).Select(SearchSql)];

    /// <summary>Keeps an article's print, in place of what was kept of its text.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="article">With its text and headline as they are now.</param>
    /// <param name="publishedAt">Its date.</param>
    /// <param name="copy">What readers see of it.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task PutAsync(
        PublicationDb db,
        ArticleId article,
        DateTimeOffset publishedAt,
        ArticleCopy copy,
        CancellationToken ct
    )
    {
        IEnumerable<long> sketch = copy.Body.Sketch;
        var bytes = Sketch.ToBytes([.. sketch]);
        var print = await db.Set<PrintRow>().FindAsync([article], ct);
        var isNew = print is null;
        if (print is null)
            print = db.Add(new PrintRow { Article = article, Keys = [] }).Entity;
        else if (print.PublishedAt == publishedAt && print.Keys.AsSpan().SequenceEqual(bytes))
            sketch = [];
        else
            await RemoveKeysAsync(db, print, ct);
        (print.Title, print.PublishedAt, print.Keys) = (Sketch.OfWords(copy.Title), publishedAt, bytes);
        var keys = sketch.Concat(Places(copy)).ToHashSet();
        await InsertAsync(db, print, isNew ? keys : await MissingAsync(db, print, keys, ct), ct);
    }

    /// <summary>Keeps the print of an article that was added in this transaction.</summary>
    /// <inheritdoc cref="PutAsync"/>
    public static async Task AddNewAsync(
        PublicationDb db,
        ArticleId article,
        DateTimeOffset publishedAt,
        ArticleCopy copy,
        CancellationToken ct
    )
    {
        var sketch = copy.Body.Sketch;
        var print = new PrintRow
        {
            Article = article,
            Title = Sketch.OfWords(copy.Title),
            PublishedAt = publishedAt,
            Keys = Sketch.ToBytes([.. sketch]),
        };
        await NewRows.AddOneAsync(db, print, ct);
        await InsertAsync(db, print, sketch.Concat(Places(copy)).ToHashSet(), ct);
    }

    /// <summary>Lets an article be found by another copy of it as well, whatever readers see.</summary>
    public static async Task AddAsync(PublicationDb db, ArticleId article, ArticleCopy copy, CancellationToken ct)
    {
        // Where it has none yet the backlog makes one.
        if (await db.Set<PrintRow>().FindAsync([article], ct) is not { } print)
            return;
        var keys = copy.Body.Sketch.Concat(Names(copy)).Except(Sketch.FromBytes(print.Keys)).ToHashSet();
        await InsertAsync(db, print, await MissingAsync(db, print, keys, ct), ct);
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
        var names = Names(copy).Take(MostNames).ToList();
        List<long> keys = [.. names, .. copy.Body.Sketch];
        await using var search = new RowsCommand(db);
        foreach (var value in keys.Prepend(around.ToUnixTimeMilliseconds()).Prepend(Sketch.OfWords(copy.Title) ?? 0))
            search.Value(RowsCommand.Number(value));
        // Part 0 is the headline, then come the names.
        var ofNames = (1u << (names.Count + 1)) - 1;
        var hits = new Dictionary<ArticleId, (uint Parts, long Apart)>();
        foreach (var (id, publishedAt, part) in await search.ReadAsync(Searches[keys.Count], Found, ct))
        {
            var apart = Math.Abs(publishedAt - around.ToUnixTimeMilliseconds());
            hits[id] = (hits.GetValueOrDefault(id).Parts | (1u << part), apart);
        }

        return
        [
            .. hits.Select(hit => (hit.Key, Weight: WeightOf(hit.Value.Parts), hit.Value.Apart))
                .Where(hit => hit.Weight >= LeastKeys)
                .OrderByDescending(hit => hit.Weight)
                .ThenBy(hit => hit.Apart)
                .Take(most)
                .Select(hit => hit.Key),
        ];

        int WeightOf(uint parts) => (LeastKeys * BitOperations.PopCount(parts & ofNames)) + BitOperations.PopCount(parts & ~ofNames);
    }

    private static IEnumerable<long> Names(ArticleCopy copy) =>
        Sketch.OfWords(copy.Title) is { } title ? Places(copy).Prepend(title).Distinct() : Places(copy);

    // A site that moved keeps its paths, a page that was renamed most of its slug.
    private static IEnumerable<long> Places(ArticleCopy copy) =>
        copy
            .Addresses.Where(CanonicalAddress.IsTelling)
            .SelectMany(address => new[] { TextWords.Of(CanonicalAddress.Tail(address)), Slug.WordsOf(address) })
            .OfType<TextWords>()
            .Select(Sketch.OfWords)
            .OfType<long>()
            .Distinct();

    private static async Task<IEnumerable<long>> MissingAsync(PublicationDb db, PrintRow print, HashSet<long> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return [];
        var (at, article) = (print.PublishedAt, print.Article);
        var there = await db.Set<PrintKeyRow>()
            .Where(row => keys.Contains(row.Key) && row.PublishedAt == at && row.Article == article)
            .Select(row => row.Key)
            .ToListAsync(ct);
        return keys.Except(there);
    }

    private static async Task InsertAsync(PublicationDb db, PrintRow print, IEnumerable<long> keys, CancellationToken ct)
    {
        await using var rows = new RowsCommand(db);
        foreach (var key in keys)
        {
            rows.Add(
                RowsCommand.Number(key),
                RowsCommand.Number(print.PublishedAt.ToUnixTimeMilliseconds()),
                RowsCommand.Id(print.Article.Value)
            );
        }

        if (rows.Rows.Length > 0)
            await rows.ExecuteAsync($"""INSERT INTO "ArticlePrintKeys" ("Key", "PublishedAt", "Article") VALUES {rows.Rows}""", ct);
    }

    private static async Task RemoveKeysAsync(PublicationDb db, PrintRow print, CancellationToken ct)
    {
        var (keys, at, article) = (Sketch.FromBytes(print.Keys), print.PublishedAt, print.Article);
        if (keys.Count > 0)
            await db.Set<PrintKeyRow>()
                .Where(row => keys.Contains(row.Key) && row.PublishedAt == at && row.Article == article)
                .ExecuteDeleteAsync(ct);
    }

    private static (ArticleId Article, long PublishedAt, int Part) Found(DbDataReader row) =>
        (new(RowsCommand.IdOf(row, 0)), row.GetInt64(1), row.GetInt32(2));

    // Each part stops after a few rows of its index.
    private static string SearchSql(int keys)
    {
        var sql = new StringBuilder();
        Append("ArticlePrints", "\"Title\" = @p0", AroundTitle, part: 0);
        for (var i = 0; i < keys; i++)
            Append("ArticlePrintKeys", string.Create(CultureInfo.InvariantCulture, $"\"Key\" = @p{i + 2}"), AroundKey, part: i + 1);
        return sql.ToString();

        void Append(string table, string where, int most, int part)
        {
            foreach (var (side, order) in new[] { ("<=", "DESC"), (">", "ASC") })
            {
                sql.Append(sql.Length == 0 ? "" : "\nUNION ALL ");
                sql.Append(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT * FROM (SELECT "Article", "PublishedAt", {part} AS "Part" FROM "{table}"
                        WHERE {where} AND "PublishedAt" {side} @p1 ORDER BY "PublishedAt" {order} LIMIT {most}) AS found
                    """
                );
            }
        }
    }
}
