using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>What an article is tied to: sections, authors and tags, and so the scopes that it is in.</summary>
internal static class ArticleTies
{
    /// <summary>The scopes that the stored article is in.</summary>
    public static async Task<HashSet<Scope>> ScopesAsync(PublicationDb db, ArticleId id, CancellationToken ct)
    {
        var sections = await db.Set<MembershipRow>().Where(found => found.Article == id).Select(found => found.Section).ToListAsync(ct);
        var authors = await db.Set<BylineRow>().Where(found => found.Article == id).Select(found => found.Author).ToListAsync(ct);
        var tags = await db.Set<TaggingRow>().Where(found => found.Article == id).Select(found => found.Tag).ToListAsync(ct);
        return [Scope.Publication, .. sections.Select(Scope.Section), .. authors.Select(Scope.Author), .. tags.Select(Scope.Tag)];
    }

    /// <summary>The scopes that an article of this content is in.</summary>
    public static HashSet<Scope> ScopesOf(ArticleContent content) =>
        [
            Scope.Publication,
            Scope.Section(content.Section),
            .. content.OtherSections.Select(Scope.Section),
            .. content.Authors.Select(author => Scope.Author(author.Slug)),
            .. content.Tags.Select(Tags.SlugOf).OfType<TagSlug>().Select(Scope.Tag),
        ];

    /// <summary>Its authors, each once, in the order of the byline.</summary>
    public static IEnumerable<ArticleAuthor> AuthorsOf(ArticleContent content) => content.Authors.DistinctBy(author => author.Slug);

    /// <summary>Its tags by their names in addresses, each once, in their order.</summary>
    public static IEnumerable<(TagSlug Slug, string Name)> TagsOf(ArticleContent content) =>
        content
            .Tags.Select(name => (Slug: Tags.SlugOf(name), Name: name))
            .Where(tag => tag.Slug is not null)
            .Select(tag => (tag.Slug!.Value, tag.Name))
            .DistinctBy(tag => tag.Value);

    /// <summary>Its sections, the first of them first.</summary>
    public static IReadOnlyList<SectionSlug> SectionsOf(ArticleContent content) =>
        [.. content.OtherSections.Prepend(content.Section).Distinct()];

    /// <summary>Ties a new article to its authors, who are known, and to its tags.</summary>
    public static async Task AddAsync(PublicationDb db, ArticleRow row, ArticleContent content, CancellationToken ct)
    {
        var visible = row.State is ArticleState.Visible;
        await NewRows.AddAsync(
            db,
            [
                .. AuthorsOf(content)
                    .Select(
                        (author, position) =>
                            new BylineRow
                            {
                                Article = row.Id,
                                Author = author.Slug,
                                Position = position,
                                Visible = visible,
                                PublishedAt = row.PublishedAt,
                            }
                    ),
            ],
            ct
        );
        await NewRows.AddAsync(
            db,
            [
                .. TagsOf(content)
                    .Select(
                        (tag, position) =>
                            new TaggingRow
                            {
                                Article = row.Id,
                                Tag = tag.Slug,
                                Name = tag.Name,
                                Position = position,
                                Visible = visible,
                                PublishedAt = row.PublishedAt,
                            }
                    ),
            ],
            ct
        );
    }

    public static async Task ReplaceAuthorsAsync(
        PublicationDb db,
        ArticleRow row,
        ArticleContent content,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await AuthorsStore.PutAsync(db, content.Authors, now, ct);
        var old = await db.Set<BylineRow>().Where(found => found.Article == row.Id).ToDictionaryAsync(found => found.Author, ct);
        foreach (var (author, position) in AuthorsOf(content).Select((author, position) => (author.Slug, position)))
        {
            if (old.Remove(author, out var kept))
                kept.Position = position;
            else
                db.Add(
                    new BylineRow
                    {
                        Article = row.Id,
                        Author = author,
                        Position = position,
                    }
                );
        }

        db.RemoveRange(old.Values);
    }

    public static async Task ReplaceTagsAsync(PublicationDb db, ArticleRow row, ArticleContent content, CancellationToken ct)
    {
        var old = await db.Set<TaggingRow>().Where(found => found.Article == row.Id).ToDictionaryAsync(found => found.Tag, ct);
        foreach (var ((tag, name), position) in TagsOf(content).Select((tag, position) => (tag, position)))
        {
            if (old.Remove(tag, out var kept))
                (kept.Name, kept.Position) = (name, position);
            else
                db.Add(
                    new TaggingRow
                    {
                        Article = row.Id,
                        Tag = tag,
                        Name = name,
                        Position = position,
                    }
                );
        }

        db.RemoveRange(old.Values);
    }

    public static async Task ReplaceSectionsAsync(PublicationDb db, ArticleRow row, ArticleContent content, CancellationToken ct)
    {
        var old = await db.Set<MembershipRow>().Where(found => found.Article == row.Id).ToDictionaryAsync(found => found.Section, ct);
        foreach (var section in SectionsOf(content))
        {
            if (!old.Remove(section))
                db.Add(new MembershipRow { Article = row.Id, Section = section });
        }

        db.RemoveRange(old.Values);
    }

    /// <summary>Copies to the ties what lists ask them for, with the hour of its end where the article is taken back.</summary>
    public static async Task CopyVisibilityAsync(PublicationDb db, ArticleRow row, bool visible, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var membership in await db.Set<MembershipRow>().Where(found => found.Article == row.Id).ToListAsync(ct))
            (membership.Visible, membership.PublishedAt) = (visible, row.PublishedAt);
        foreach (var byline in await db.Set<BylineRow>().Where(found => found.Article == row.Id).ToListAsync(ct))
        {
            byline.RemovedAt = RemovedAt(byline.RemovedAt, byline.Visible);
            (byline.Visible, byline.PublishedAt) = (visible, row.PublishedAt);
        }

        foreach (var tagging in await db.Set<TaggingRow>().Where(found => found.Article == row.Id).ToListAsync(ct))
        {
            tagging.RemovedAt = RemovedAt(tagging.RemovedAt, tagging.Visible);
            (tagging.Visible, tagging.PublishedAt) = (visible, row.PublishedAt);
        }

        DateTimeOffset? RemovedAt(DateTimeOffset? before, bool was) =>
            visible ? null
            : was ? now
            : before;
    }
}
