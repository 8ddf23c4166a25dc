using Microsoft.EntityFrameworkCore;
using Syndication.Articles.Search;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>Keeps what articles say of their authors.</summary>
internal static class AuthorsStore
{
    /// <summary>Adds unknown authors; of known ones takes what is said anew. Their feeds and those of their articles change with them.</summary>
    public static async Task PutAsync(PublicationDb db, IReadOnlyList<ArticleAuthor> authors, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var author in authors.DistinctBy(author => author.Slug))
        {
            if (await FindAsync(db, author.Slug, ct) is not { } known)
                await NewRows.AddOneAsync(db, TakeOver(author, new Author { Slug = author.Slug, Name = author.Name }), ct);
            else if (Differs(known, author))
                await ChangeAsync(db, author, now, ct);
        }
    }

    /// <summary>Whether anything said of these authors is not what is known.</summary>
    public static async Task<bool> DiffersAsync(PublicationDb db, IReadOnlyList<ArticleAuthor> authors, CancellationToken ct)
    {
        foreach (var author in authors)
        {
            if (await FindAsync(db, author.Slug, ct) is not { } known || Differs(known, author))
                return true;
        }

        return false;
    }

    // By hand, and not tracked: every article that comes in asks for its authors, who are nearly always as they were.
    private static async Task<Author?> FindAsync(PublicationDb db, AuthorSlug slug, CancellationToken ct)
    {
        await using var authors = new RowsCommand(db);
        var name = authors.Value(RowsCommand.Text(slug.Value));
        var found = await authors.ReadAsync(
            $"""SELECT "Name", "Role", "Biography", "Url" FROM "Authors" WHERE "Slug" = {name}""",
            row => new Author
            {
                Slug = slug,
                Name = row.GetString(0),
                Role = row.GetString(1),
                Biography = row.GetString(2),
                Url = row.IsDBNull(3) ? null : row.GetString(3),
            },
            ct
        );
        return found.SingleOrDefault();
    }

    private static async Task ChangeAsync(PublicationDb db, ArticleAuthor said, DateTimeOffset now, CancellationToken ct)
    {
        await ScopeVersions.TouchAsync(db, await ScopesOfAsync(db, said.Slug, ct), now, ct);
        await ArchivePlaces.TouchAsync(db, said.Slug, now, ct);
        var known = await db.Set<Author>().SingleAsync(author => author.Slug == said.Slug, ct);
        var isRenamed = known.Name != said.Name;
        TakeOver(said, known);
        await db.SaveChangesAsync(ct);
        if (isRenamed)
            await SearchIndex.RenameAsync(db, said.Slug, ct);
    }

    private static Author TakeOver(ArticleAuthor said, Author known)
    {
        known.Name = said.Name;
        known.Role = said.Role ?? known.Role;
        known.Biography = said.Biography ?? known.Biography;
        known.Url = said.Url ?? known.Url;
        return known;
    }

    private static bool Differs(Author known, ArticleAuthor said) =>
        known.Name != said.Name
        || (said.Role ?? known.Role) != known.Role
        || (said.Biography ?? known.Biography) != known.Biography
        || (said.Url ?? known.Url) != known.Url;

    private static async Task<IReadOnlyCollection<Scope>> ScopesOfAsync(PublicationDb db, AuthorSlug author, CancellationToken ct)
    {
        var sections = await (
            from byline in db.Set<BylineRow>()
            join membership in db.Set<MembershipRow>() on byline.Article equals membership.Article
            where byline.Author == author && byline.Visible
            select membership.Section
        )
            .Distinct()
            .ToListAsync(ct);
        var tags = await (
            from byline in db.Set<BylineRow>()
            join tagging in db.Set<TaggingRow>() on byline.Article equals tagging.Article
            where byline.Author == author && byline.Visible
            select tagging.Tag
        )
            .Distinct()
            .ToListAsync(ct);
        return [Scope.Publication, Scope.Author(author), .. sections.Select(Scope.Section), .. tags.Select(Scope.Tag)];
    }
}
