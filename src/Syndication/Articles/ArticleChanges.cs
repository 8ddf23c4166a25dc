using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>Whether newer content says anything that the stored article does not.</summary>
internal static class ArticleChanges
{
    /// <summary>Whether what is read changes: then the date of change moves.</summary>
    public static async Task<bool> InTextAsync(PublicationDb db, ArticleRow row, ArticleContent content, CancellationToken ct)
    {
        var body = await db.Set<RevisionRow>()
            .Where(revision => revision.Article == row.Id && revision.Number == row.Revision)
            .Select(revision => revision.BodyHtml)
            .SingleAsync(ct);
        return body != content.BodyHtml || row.Title != content.Title || row.Correction != content.Correction;
    }

    /// <summary>Whether anything about it changes.</summary>
    public static async Task<bool> InMetadataAsync(
        PublicationDb db,
        ArticleRow row,
        ArticleContent content,
        HashSet<Scope> before,
        CancellationToken ct
    )
    {
        var after = ArticleTies.ScopesOf(content);
        var byline = await db.Set<BylineRow>()
            .Where(found => found.Article == row.Id)
            .OrderBy(found => found.Position)
            .Select(found => found.Author)
            .ToListAsync(ct);
        return row.Summary != content.SummaryOrStart(() => PlainText.Of(content.BodyHtml))
            || row.Url != content.Url
            || row.Language != content.Language
            || row.Section != content.Section
            || row.Image != content.Image
            || !row.Enclosures.SequenceEqual(content.Enclosures)
            || row.Announce != content.Announce
            || row.ExpiresAt != content.ExpiresAt
            || (content.PublishedAt is { } published && published != row.PublishedAt)
            || (content.Slug is { } slug && !ArticleSlugs.IsNamed(row, slug))
            || !byline.SequenceEqual(content.Authors.Select(author => author.Slug))
            || !before.SetEquals(after)
            || await AuthorsStore.DiffersAsync(db, content.Authors, ct);
    }
}
