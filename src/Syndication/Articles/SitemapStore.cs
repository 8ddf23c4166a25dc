using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>The queries behind sitemaps: heads without anything that they do not name.</summary>
public sealed class SitemapStore(Database database, IOptions<PublicationOptions> publication)
{
    /// <summary>The parts of the publication's archive that show an article whose home is here, oldest first.</summary>
    public Task<IReadOnlyList<ArchivePart>> PartsAsync(CancellationToken ct) => PartsAsync(0, long.MaxValue, ct);

    /// <summary>Those of one month.</summary>
    public Task<IReadOnlyList<ArchivePart>> PartsAsync(ArchivePlace month, CancellationToken ct) =>
        PartsAsync(month.Number, month.LastNumber, ct);

    /// <summary>The visible articles between two parts, both included, whose home is here, in the order of their ids.</summary>
    public Task<IReadOnlyList<SitemapArticle>> ArticlesAsync(ArchivePart first, ArchivePart last, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SitemapArticle>>(
            async (db, token) =>
            {
                var (key, start, end, visible) = (Scope.Publication.Key, first.Place, last.Place, true);
                return await (
                    from placement in db.Set<PlacementRow>()
                    join article in db.Set<ArticleRow>() on placement.Article equals article.Id
                    where placement.Scope == key && placement.Place >= start && placement.Place <= end && placement.Visible == visible
                    where article.Url == null
                    orderby article.Id
                    select new SitemapArticle(article.Slug, article.UpdatedAt)
                ).ToListAsync(token);
            },
            ct
        );

    /// <summary>The visible articles published after <paramref name="since"/>, newest first.</summary>
    public Task<IReadOnlyList<NewsArticle>> NewsAsync(DateTimeOffset since, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<NewsArticle>>(
            async (db, token) =>
                await (
                    from article in db.Set<ArticleRow>()
                    join section in db.Set<Section>() on article.Section equals section.Slug into known
                    from section in known.DefaultIfEmpty()
                    where article.State == ArticleState.Visible && article.PublishedAt > since
                    orderby article.PublishedAt descending, article.Id descending
                    select new NewsArticle(
                        article.Slug,
                        article.Url,
                        article.Title,
                        article.PublishedAt,
                        article.Language ?? section.Language ?? publication.Value.Language
                    )
                )
                    .Take(count)
                    .ToListAsync(token),
            ct
        );

    private Task<IReadOnlyList<ArchivePart>> PartsAsync(long from, long to, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ArchivePart>>(
            async (db, token) =>
            {
                var (key, visible) = (Scope.Publication.Key, true);
                return await db.Set<ArchivePart>()
                    .Where(part => part.Scope == key && part.Place >= from && part.Place <= to && part.Visible > 0)
                    .Where(part =>
                        db.Set<PlacementRow>()
                            .Any(placement =>
                                placement.Scope == key
                                && placement.Place == part.Place
                                && placement.Visible == visible
                                && db.Set<ArticleRow>().Any(article => article.Id == placement.Article && article.Url == null)
                            )
                    )
                    .OrderBy(part => part.Place)
                    .ToListAsync(token);
            },
            ct
        );
}
