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
        var same = new List<Recognised>();
        foreach (var known in await ReadAsync(db, ids, ct))
        {
            if (source == ArticleSource.Api && known.Sources.Contains(ArticleSource.Api))
                continue;
            var compared = new CopyComparison(copy, known.Copy);
            var isSame = known.Sources.Contains(source)
                ? compared.IsSameInOneSource
                : compared.IsSameAcrossSources(isSharedByOthers: here.Count > 1);
            if (isSame)
                same.Add(new Recognised(known.Id, compared));
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
        return await db.Set<ArticleSource>()
            .Where(source => source.Address == address)
            .Select(source => source.Article)
            .Distinct()
            .OrderByDescending(article => article)
            .Take(MostOfOneAddress + 1)
            .ToListAsync(ct);
    }

    private static async Task<IEnumerable<KnownArticle>> ReadAsync(PublicationDb db, List<ArticleId> ids, CancellationToken ct)
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
        var sources = (
            await db.Set<ArticleSource>()
                .AsNoTracking()
                .Where(source => ids.Contains(source.Article))
                .Select(source => new
                {
                    source.Article,
                    source.Source,
                    source.Address,
                    source.PublishedAt,
                })
                .ToListAsync(ct)
        ).ToLookup(source => source.Article);
        return articles.Select(article => new KnownArticle(
            article.Id,
            [.. sources[article.Id].Select(source => source.Source)],
            new ArticleCopy
            {
                Title = TextWords.Of(article.Title),
                Body = TextWords.OfHtml(article.BodyHtml),
                // By its sources' word: a date that we gave, because none was said, says nothing.
                PublishedAt = sources[article.Id].Min(source => source.PublishedAt),
                Addresses = [.. sources[article.Id].Select(source => source.Address).OfType<string>().Distinct(StringComparer.Ordinal)],
            }
        ));
    }

    private sealed record KnownArticle(ArticleId Id, HashSet<string> Sources, ArticleCopy Copy);
}

/// <summary>The article that a copy is of.</summary>
/// <param name="Article">Which.</param>
/// <param name="Comparison">How the copy compares with what there is of it.</param>
internal sealed record Recognised(ArticleId Article, CopyComparison Comparison);
