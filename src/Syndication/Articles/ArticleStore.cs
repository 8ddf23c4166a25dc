using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>The named queries on articles. Lists are newest first by <see cref="Article.PublishedAt"/>, then by id, and visible only.</summary>
public sealed class ArticleStore(Database database, IOptions<PublicationOptions> publication)
{
    /// <summary>The newest visible articles of a scope, with bodies.</summary>
    public Task<IReadOnlyList<Article>> LatestAsync(Scope scope, int count, CancellationToken ct) =>
        database.ReadAsync((db, token) => LatestAsync(db, scope, skip: 0, count, withBodies: true, token), ct);

    /// <summary>One page of a scope's visible articles, without bodies.</summary>
    /// <param name="scope">What to list.</param>
    /// <param name="skip">How many of the newest to pass over.</param>
    /// <param name="count">Most articles.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<Article>> HeadsAsync(Scope scope, int skip, int count, CancellationToken ct) =>
        database.ReadAsync((db, token) => LatestAsync(db, scope, skip, count, withBodies: false, token), ct);

    /// <summary>How many visible articles a scope has.</summary>
    public Task<int> CountAsync(Scope scope, CancellationToken ct) =>
        database.ReadAsync(async (db, token) => (await ScopeVersions.FindAsync(db, scope, token))?.Visible ?? 0, ct);

    /// <summary>The article whose address this is or was, in whatever state, with its body; compare <see cref="Article.Slug"/> to see a former address.</summary>
    public Task<Article?> FindBySlugAsync(string slug, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var id = await db.Set<ArticleRow>()
                    .Where(article => article.Slug == slug)
                    .Select(article => (ArticleId?)article.Id)
                    .SingleOrDefaultAsync(token);
                id ??= await db.Set<FormerSlugRow>()
                    .Where(former => former.Slug == slug)
                    .Select(former => (ArticleId?)former.Article)
                    .SingleOrDefaultAsync(token);
                return id is null ? null : (await LoadAsync(db, [id.Value], withBodies: true, token)).SingleOrDefault();
            },
            ct
        );

    /// <summary>Articles by id, in whatever state, with bodies, in the order asked for; unknown ids are left out.</summary>
    public Task<IReadOnlyList<Article>> FindAsync(IReadOnlyList<ArticleId> ids, CancellationToken ct) =>
        database.ReadAsync((db, token) => LoadAsync(db, ids, withBodies: true, token), ct);

    /// <inheritdoc cref="FindAsync(IReadOnlyList{ArticleId}, CancellationToken)"/>
    public Task<IReadOnlyList<Article>> FindAsync(PublicationDb db, IReadOnlyList<ArticleId> ids, CancellationToken ct) =>
        LoadAsync(db, ids, withBodies: true, ct);

    /// <summary>As <see cref="FindAsync(PublicationDb, IReadOnlyList{ArticleId}, CancellationToken)"/>, without bodies.</summary>
    internal Task<IReadOnlyList<Article>> FindHeadsAsync(PublicationDb db, IReadOnlyList<ArticleId> ids, CancellationToken ct) =>
        LoadAsync(db, ids, withBodies: false, ct);

    private async Task<IReadOnlyList<Article>> LatestAsync(
        PublicationDb db,
        Scope scope,
        int skip,
        int count,
        bool withBodies,
        CancellationToken ct
    )
    {
        var ids = await VisibleIds(db, scope).Skip(skip).Take(count).ToListAsync(ct);
        return await LoadAsync(db, ids, withBodies, ct);
    }

    private static IQueryable<ArticleId> VisibleIds(PublicationDb db, Scope scope)
    {
        // A parameter, as SQLite takes the order from the index for "Visible" = 1, but sorts all of the scope for "Visible".
        var visible = true;
        switch (scope.Kind)
        {
            case ScopeKind.Section:
                var section = new SectionSlug(scope.Name);
                return db.Set<MembershipRow>()
                    .Where(row => row.Section == section && row.Visible == visible)
                    .OrderByDescending(row => row.PublishedAt)
                    .ThenByDescending(row => row.Article)
                    .Select(row => row.Article);
            case ScopeKind.Author:
                var author = new AuthorSlug(scope.Name);
                return db.Set<BylineRow>()
                    .Where(row => row.Author == author && row.Visible == visible)
                    .OrderByDescending(row => row.PublishedAt)
                    .ThenByDescending(row => row.Article)
                    .Select(row => row.Article);
            case ScopeKind.Tag:
                var tag = new TagSlug(scope.Name);
                return db.Set<TaggingRow>()
                    .Where(row => row.Tag == tag && row.Visible == visible)
                    .OrderByDescending(row => row.PublishedAt)
                    .ThenByDescending(row => row.Article)
                    .Select(row => row.Article);
            default:
                return db.Set<ArticleRow>()
                    .Where(row => row.State == ArticleState.Visible)
                    .OrderByDescending(row => row.PublishedAt)
                    .ThenByDescending(row => row.Id)
                    .Select(row => row.Id);
        }
    }

    private async Task<IReadOnlyList<Article>> LoadAsync(
        PublicationDb db,
        IReadOnlyList<ArticleId> ids,
        bool withBodies,
        CancellationToken ct
    )
    {
        if (ids.Count == 0)
            return [];
        // One parameter for all ids: with one for each, EF writes every query's text anew, which takes longer than SQLite does.
        var rows = await db.Set<ArticleRow>()
            .AsNoTracking()
            .Where(row => EF.Parameter(ids).Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, ct);
        var bodies = withBodies ? await BodiesAsync(db, ids, ct) : [];
        var sections = await SectionsAsync(db, ids, ct);
        var authors = await AuthorsAsync(db, ids, ct);
        var tags = await TagsAsync(db, ids, ct);
        var languages = await db.Set<Section>()
            .Where(section => section.Language != null)
            .Select(section => new { section.Slug, section.Language })
            .ToDictionaryAsync(section => section.Slug, section => section.Language, ct);
        return ids.Where(rows.ContainsKey)
            .Select(id =>
                ToArticle(
                    rows[id],
                    bodies.GetValueOrDefault(id, ""),
                    [.. sections[id]],
                    [.. authors[id]],
                    [.. tags[id]],
                    rows[id].Language ?? languages.GetValueOrDefault(rows[id].Section) ?? publication.Value.Language
                )
            )
            .ToList();
    }

    private static async Task<Dictionary<ArticleId, string>> BodiesAsync(
        PublicationDb db,
        IReadOnlyList<ArticleId> ids,
        CancellationToken ct
    ) =>
        await (
            from article in db.Set<ArticleRow>()
            join revision in db.Set<RevisionRow>()
                on new { Article = article.Id, Number = article.Revision } equals new { revision.Article, revision.Number }
            where EF.Parameter(ids).Contains(article.Id)
            select new { article.Id, revision.BodyHtml }
        ).ToDictionaryAsync(pair => pair.Id, pair => pair.BodyHtml, ct);

    private static async Task<ILookup<ArticleId, SectionSlug>> SectionsAsync(
        PublicationDb db,
        IReadOnlyList<ArticleId> ids,
        CancellationToken ct
    ) =>
        (
            await (
                from membership in db.Set<MembershipRow>()
                join section in db.Set<Section>() on membership.Section equals section.Slug
                where EF.Parameter(ids).Contains(membership.Article)
                orderby section.Position
                select new { membership.Article, membership.Section }
            ).ToListAsync(ct)
        ).ToLookup(pair => pair.Article, pair => pair.Section);

    private static async Task<ILookup<ArticleId, Author>> AuthorsAsync(
        PublicationDb db,
        IReadOnlyList<ArticleId> ids,
        CancellationToken ct
    ) =>
        (
            await (
                from byline in db.Set<BylineRow>()
                join author in db.Set<Author>() on byline.Author equals author.Slug
                where EF.Parameter(ids).Contains(byline.Article)
                orderby byline.Position
                select new { byline.Article, Author = author }
            )
                .AsNoTracking()
                .ToListAsync(ct)
        ).ToLookup(pair => pair.Article, pair => pair.Author);

    private static async Task<ILookup<ArticleId, ArticleTag>> TagsAsync(
        PublicationDb db,
        IReadOnlyList<ArticleId> ids,
        CancellationToken ct
    ) =>
        (
            await db.Set<TaggingRow>()
                .AsNoTracking()
                .Where(tagging => EF.Parameter(ids).Contains(tagging.Article))
                .OrderBy(tagging => tagging.Position)
                .ToListAsync(ct)
        ).ToLookup(tagging => tagging.Article, tagging => new ArticleTag(tagging.Tag, tagging.Name));

    private static Article ToArticle(
        ArticleRow row,
        string body,
        IReadOnlyList<SectionSlug> sections,
        IReadOnlyList<Author> authors,
        IReadOnlyList<ArticleTag> tags,
        string language
    ) =>
        new()
        {
            Id = row.Id,
            Slug = row.Slug,
            Revision = row.Revision,
            State = row.State,
            Title = row.Title,
            Summary = row.Summary,
            BodyHtml = body,
            WordCount = row.WordCount,
            Url = row.Url,
            Language = language,
            Section = row.Section,
            Sections = [row.Section, .. sections.Where(section => section != row.Section)],
            Authors = authors,
            Tags = tags,
            Image = row.Image,
            Enclosures = row.Enclosures,
            Announce = row.Announce,
            PublishedAt = row.PublishedAt,
            UpdatedAt = row.UpdatedAt,
            ExpiresAt = row.ExpiresAt,
            FirstVisibleAt = row.FirstVisibleAt,
            Correction = row.Correction,
            CorrectedAt = row.CorrectedAt,
        };
}
