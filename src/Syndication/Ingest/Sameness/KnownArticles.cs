using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Sameness;

/// <summary>Recognises the article that a copy is of, in the caller's transaction.</summary>
internal static class KnownArticles
{
    // Each is read and laid beside the copy: a copy costs no more, however many are like it.
    private const int MostCompared = 6;
    private const int MostOfOneAddress = 4;

    // By how much one of several must be liker, by headline and text together.
    private const double Margin = 0.1;

    /// <summary>The article, or null: it is new.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">Whose copy it is: two ids of the API are two articles, those of another source nearly always.</param>
    /// <param name="copy">What came in.</param>
    /// <param name="now">What an undated copy is looked for around.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Recognised?> FindAsync(
        PublicationDb db,
        string source,
        ArticleCopy copy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var here = await AtAddressAsync(db, copy, ct);
        var like = await PrintIndex.FindAsync(db, copy, copy.PublishedAt ?? now, MostCompared, ct);
        List<ArticleId> ids = [.. here.Take(MostOfOneAddress).Union(like).Take(MostCompared)];
        if (ids.Count == 0)
            return null;
        var places = await PlacesAsync(db, ids, ct);
        ids.RemoveAll(id => !CanBe(source, copy, places[id]));
        if (ids.Count == 0)
            return null;
        var same = new List<Recognised>();
        foreach (var known in await ReadAsync(db, ids, places, ct))
        {
            var compared = new CopyComparison(copy, known.Copy);
            var isSame = known.Place.Sources.Contains(source)
                ? compared.IsSameInOneSource
                : compared.IsSameAcrossSources(isSharedByOthers: here.Count > 1);
            if (isSame)
                same.Add(new Recognised(known.Place.Article, compared));
        }

        return TheOne(same);
    }

    // Where two are as like, they are two of a form, and this may be a third.
    private static Recognised? TheOne(List<Recognised> same)
    {
        var ordered = same.OrderByDescending(known => known.Comparison.Score).ToList();
        return ordered is [{ Comparison: { HasOnePlace: false } best }, { Comparison: var next }, ..] && best.Score - next.Score < Margin
            ? null
            : ordered.FirstOrDefault();
    }

    private static async Task<IReadOnlyList<ArticleId>> AtAddressAsync(PublicationDb db, ArticleCopy copy, CancellationToken ct)
    {
        if (copy.Addresses is not [var address, ..])
            return [];
        // Ordered, so that of an address that hundreds name the newest are seen.
        await using var command = new RowsCommand(db);
        return await command.ReadAsync(
            $"""
            SELECT DISTINCT "Article" FROM "ArticleSources" WHERE "Address" = {command.Value(RowsCommand.Text(address))}
            ORDER BY "Article" DESC LIMIT {MostOfOneAddress + 1}
            """,
            row => new ArticleId(RowsCommand.IdOf(row, 0)),
            ct
        );
    }

    // Who has what is under one form or one text again and again has it under many ids and dates: most are told apart before they are read.
    private static bool CanBe(string source, ArticleCopy copy, Place known) =>
        !known.Sources.Contains(source)
        || (source != ArticleSource.Api && CopyComparison.CanBeSameInOneSource(copy, known.PublishedAt, known.Addresses));

    private static async Task<Dictionary<ArticleId, Place>> PlacesAsync(PublicationDb db, List<ArticleId> ids, CancellationToken ct)
    {
        await using var command = new RowsCommand(db);
        foreach (var id in ids)
            command.Add(RowsCommand.Id(id.Value));
        var given = await command.ReadAsync(
            $"""SELECT "Article", "Source", "Address", "PublishedAt" FROM "ArticleSources" WHERE "Article" IN (VALUES {command.Rows})""",
            row =>
                (
                    Article: new ArticleId(RowsCommand.IdOf(row, 0)),
                    Source: row.GetString(1),
                    Address: row.IsDBNull(2) ? null : row.GetString(2),
                    PublishedAt: row.IsDBNull(3) ? null : (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))
                ),
            ct
        );
        var bySource = given.ToLookup(source => source.Article);
        return ids.ToDictionary(
            id => id,
            id => new Place(
                id,
                [.. bySource[id].Select(source => source.Source)],
                // By its sources' word: a date that we gave, because none was said, says nothing.
                bySource[id].Min(source => source.PublishedAt),
                [.. bySource[id].Select(source => source.Address).OfType<string>().Distinct(StringComparer.Ordinal)]
            )
        );
    }

    private static async Task<IEnumerable<KnownArticle>> ReadAsync(
        PublicationDb db,
        List<ArticleId> ids,
        Dictionary<ArticleId, Place> places,
        CancellationToken ct
    )
    {
        var articles = await (
            from row in db.Set<ArticleRow>().AsNoTracking()
            join revision in db.Set<RevisionRow>()
                on new { Article = row.Id, Number = row.Revision } equals new { revision.Article, revision.Number }
            where ids.Contains(row.Id)
            select new
            {
                row.Id,
                row.Title,
                revision.BodyHtml,
            }
        ).ToListAsync(ct);
        return articles.Select(article => new KnownArticle(
            places[article.Id],
            new ArticleCopy
            {
                Title = TextWords.Of(article.Title),
                Body = TextWords.OfHtml(article.BodyHtml),
                PublishedAt = places[article.Id].PublishedAt,
                Addresses = places[article.Id].Addresses,
            }
        ));
    }

    private sealed record Place(ArticleId Article, HashSet<string> Sources, DateTimeOffset? PublishedAt, IReadOnlyList<string> Addresses);

    private sealed record KnownArticle(Place Place, ArticleCopy Copy);
}

/// <summary>The article that a copy is of.</summary>
/// <param name="Article">Which.</param>
/// <param name="Comparison">How the copy compares with what there is of it.</param>
internal sealed record Recognised(ArticleId Article, CopyComparison Comparison);
