using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>The corrections up to one cutoff: read once per tick and shared by all readers, who differ only in where they begin.</summary>
internal sealed class CorrectionNews(Database database, long cutoff)
{
    /// <summary>More than these in one minute wake nobody who waits for each: they come with the next mail.</summary>
    private const int Waking = 100;

    private (long After, List<Correction> Items)? known;

    /// <summary>Corrections beyond a mark, by sequence.</summary>
    public async Task<IReadOnlyList<Correction>> BeyondAsync(long mark, CancellationToken ct)
    {
        if (known is not { } read || read.After > mark)
            known = read = (mark, await database.ReadAsync((db, token) => ReadAsync(db, mark, token), ct));
        return read.Items;
    }

    /// <summary>Corrections of certain articles, whenever they were made, by sequence.</summary>
    public Task<List<Correction>> OfArticlesAsync(IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                Corrected(db)
                    .Where(article => articles.Contains(article.Id))
                    .OrderBy(article => article.CorrectionSequence)
                    .Select(Item)
                    .ToListAsync(token),
            ct
        );

    /// <summary>The newest correction in each section that has one among the latest: what wakes those who wait for each.</summary>
    public Task<Dictionary<SectionSlug, long>> NewestAsync(CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var latest = Corrected(db).OrderByDescending(article => article.CorrectionSequence).Take(Waking);
                var places = await (
                    from article in latest
                    join membership in db.Set<MembershipRow>() on article.Id equals membership.Article
                    select new { membership.Section, Sequence = article.CorrectionSequence!.Value }
                ).ToListAsync(token);
                return places.GroupBy(place => place.Section).ToDictionary(group => group.Key, group => group.Max(place => place.Sequence));
            },
            ct
        );

    private Task<List<Correction>> ReadAsync(PublicationDb db, long mark, CancellationToken ct) =>
        Corrected(db)
            .Where(article => article.CorrectionSequence > mark)
            .OrderBy(article => article.CorrectionSequence)
            .Select(Item)
            .ToListAsync(ct);

    private IQueryable<ArticleRow> Corrected(PublicationDb db) =>
        db.Set<ArticleRow>()
            .Where(article =>
                article.CorrectionSequence != null
                && article.CorrectionSequence <= cutoff
                && article.State == ArticleState.Visible
                && article.Announce
            );

    private static readonly Expression<Func<ArticleRow, Correction>> Item = article => new Correction(
        article.CorrectionSequence!.Value,
        article.Id,
        article.CorrectionRevision!.Value,
        article.Revision,
        article.Section
    );
}
