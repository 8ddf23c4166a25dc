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
        var isNew = false;
        foreach (var author in authors.DistinctBy(author => author.Slug))
        {
            var known = await db.Set<Author>().FindAsync([author.Slug], ct);
            if (known is null)
            {
                known = new Author { Slug = author.Slug, Name = author.Name };
                db.Add(known);
                isNew = true;
            }
            else if (Differs(known, author))
            {
                await ScopeVersions.TouchAsync(db, await ScopesOfAsync(db, author.Slug, ct), now, ct);
                await ArchivePlaces.TouchAsync(db, author.Slug, now, ct);
            }

            var renamed = known.Name != author.Name;
            known.Name = author.Name;
            known.Role = author.Role ?? known.Role;
            known.Biography = author.Biography ?? known.Biography;
            known.Url = author.Url ?? known.Url;
            if (renamed)
            {
                await db.SaveChangesAsync(ct);
                await SearchIndex.RenameAsync(db, author.Slug, ct);
            }
        }

        if (isNew)
            await db.SaveChangesAsync(ct);
    }

    /// <summary>Whether anything said of these authors is not what is known.</summary>
    public static async Task<bool> DiffersAsync(PublicationDb db, IReadOnlyList<ArticleAuthor> authors, CancellationToken ct)
    {
        foreach (var author in authors)
        {
            if (await db.Set<Author>().FindAsync([author.Slug], ct) is not { } known || Differs(known, author))
                return true;
        }

        return false;
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
