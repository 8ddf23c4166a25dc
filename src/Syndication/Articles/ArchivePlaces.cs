using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>Gives articles their places in the archives, and moves the versions of the archives that they are in.</summary>
public sealed class ArchivePlaces(IOptions<ArchiveOptions> options)
{
    // Names, dates, ids, links, authors, categories, the lead image and a section's note.
    private const int Overhead = 4000;

    /// <summary>Brings the archives up to an article that was changed, shown or taken back, in the caller's transaction.</summary>
    /// <param name="db">The caller's transaction, with the article and its sections saved.</param>
    /// <param name="row">The article as it is now.</param>
    /// <param name="scopes">The scopes that it is in now.</param>
    /// <param name="now">The time.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task SettleAsync(
        PublicationDb db,
        ArticleRow row,
        IReadOnlyCollection<Scope> scopes,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var visible = row.State is ArticleState.Visible;
        var archived = scopes.Where(HasArchive).OrderBy(scope => scope.Key, StringComparer.Ordinal).ToList();
        var placements = await db.Set<PlacementRow>().Where(found => found.Article == row.Id).ToListAsync(ct);
        if (visible)
        {
            foreach (var scope in archived.Where(scope => placements.All(found => found.Scope != scope.Key)))
                placements.Add(await PlaceAsync(db, row, scope, now, ct));
        }

        var keys = archived.Select(scope => scope.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var placement in placements)
            await MoveAsync(db, placement, visible, visible && keys.Contains(placement.Scope), now, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Gives a new article, which can be seen, its places.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="row">The article.</param>
    /// <param name="body">Its text.</param>
    /// <param name="scopes">The scopes that it is in.</param>
    /// <param name="now">The time.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task AppendAsync(
        PublicationDb db,
        ArticleRow row,
        string body,
        IReadOnlyCollection<Scope> scopes,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var bytes = BytesOf(row, body);
        var placements = new List<PlacementRow>();
        foreach (var scope in scopes.Where(HasArchive).OrderBy(scope => scope.Key, StringComparer.Ordinal))
        {
            var place = await ArchiveParts.AppendAsync(db, scope.Key, bytes, options.Value.ByteBudget, now, ct);
            placements.Add(
                new PlacementRow
                {
                    Article = row.Id,
                    Scope = scope.Key,
                    Place = place.Number,
                    Visible = true,
                }
            );
        }

        await NewRows.AddAsync(db, placements, ct);
    }

    /// <summary>Marks the archives as changed in which an author's articles are.</summary>
    internal static async Task TouchAsync(PublicationDb db, AuthorSlug author, DateTimeOffset now, CancellationToken ct)
    {
        var parts = await (
            from byline in db.Set<BylineRow>()
            join placement in db.Set<PlacementRow>() on byline.Article equals placement.Article
            where byline.Author == author && byline.Visible && placement.Visible
            select new { placement.Scope, placement.Place }
        )
            .Distinct()
            .ToListAsync(ct);
        foreach (var part in parts)
            await ArchiveParts.TouchAsync(db, part.Scope, ArchivePlace.Of(part.Place), now, ct);
    }

    /// <summary>Whether the scope has archives: authors and tags have none.</summary>
    internal static bool HasArchive(Scope scope) => scope.Kind is ScopeKind.Publication or ScopeKind.Section;

    private static long BytesOf(ArticleRow row, string body) =>
        Overhead + FeedSize.Of(row.Title) + FeedSize.Of(row.Summary) + FeedSize.Of(row.Correction) + FeedSize.Of(body);

    private static async Task MoveAsync(
        PublicationDb db,
        PlacementRow placement,
        bool visible,
        bool shown,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // Gone from one section is not taken back: readers must keep what they have from the others.
        var removedAt =
            visible ? null
            : placement.Visible ? now
            : placement.RemovedAt;
        var place = ArchivePlace.Of(placement.Place);
        if (shown != placement.Visible)
            await ArchiveParts.CountAsync(db, placement.Scope, place, shown, now, ct);
        else if (shown || removedAt != placement.RemovedAt)
            await ArchiveParts.TouchAsync(db, placement.Scope, place, now, ct);
        (placement.Visible, placement.RemovedAt) = (shown, removedAt);
    }

    private async Task<PlacementRow> PlaceAsync(PublicationDb db, ArticleRow row, Scope scope, DateTimeOffset now, CancellationToken ct)
    {
        var body = await db.Set<RevisionRow>()
            .Where(revision => revision.Article == row.Id && revision.Number == row.Revision)
            .Select(revision => revision.BodyHtml)
            .SingleAsync(ct);
        var place = await ArchiveParts.ReserveAsync(db, scope.Key, BytesOf(row, body), options.Value.ByteBudget, now, ct);
        var placement = new PlacementRow
        {
            Article = row.Id,
            Scope = scope.Key,
            Place = place.Number,
        };
        db.Add(placement);
        return placement;
    }
}
