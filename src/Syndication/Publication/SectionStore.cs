using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Publication;

/// <summary>Sections and authors: the queries that every feature needs.</summary>
public sealed class SectionStore(Database database, TimeProvider clock)
{
    /// <summary>All sections in their order, ended and moved ones included.</summary>
    public Task<IReadOnlyList<Section>> AllAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Section>>(
            async (db, token) =>
                await db.Set<Section>().OrderBy(section => section.Position).ThenBy(section => section.Slug).ToListAsync(token),
            ct
        );

    /// <summary>The section, or null where there is none of that name.</summary>
    public Task<Section?> FindAsync(SectionSlug slug, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<Section>().SingleOrDefaultAsync(section => section.Slug == slug, token), ct);

    /// <summary>Adds the section at the end of the order, or applies <paramref name="change"/> to the one that is there.</summary>
    /// <returns>Whether it is new.</returns>
    public Task<bool> PutAsync(SectionSlug slug, string name, Action<Section> change, CancellationToken ct) =>
        database.WriteAsync(async (db, token) => (await PutAsync(db, slug, name, change, token)).IsNew, ct);

    /// <summary>The same in the caller's transaction; whatever shows the section changes version with it.</summary>
    public async Task<(Section Section, bool IsNew)> PutAsync(
        PublicationDb db,
        SectionSlug slug,
        string name,
        Action<Section> change,
        CancellationToken ct
    )
    {
        if (await ChangeAsync(db, slug, section => Apply(section, name, change), ct) is { } known)
            return (known, IsNew: false);
        var last = await db.Set<Section>().MaxAsync(found => (int?)found.Position, ct);
        var added = new Section
        {
            Slug = slug,
            Name = name,
            Position = (last ?? -1) + 1,
        };
        change(added);
        db.Add(added);
        await ScopeVersions.TouchAsync(db, [Scope.Section(slug)], clock.GetUtcNow(), ct);
        return (added, IsNew: true);
    }

    /// <summary>Changes the section in the caller's transaction; whatever shows it changes version with it.</summary>
    /// <returns>The section, or null where there is none of that name.</returns>
    public async Task<Section?> ChangeAsync(PublicationDb db, SectionSlug slug, Action<Section> change, CancellationToken ct)
    {
        if (await db.Set<Section>().SingleOrDefaultAsync(found => found.Slug == slug, ct) is not { } section)
            return null;
        change(section);
        if (db.Entry(section).State is not EntityState.Modified)
            return section;
        // Or who changes it again in this transaction would move all versions once more.
        await db.SaveChangesAsync(ct);
        await ScopeVersions.TouchAllAsync(db, clock.GetUtcNow(), ct);
        return section;
    }

    /// <summary>The author, or null where there is none of that name.</summary>
    public Task<Author?> FindAuthorAsync(AuthorSlug slug, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<Author>().SingleOrDefaultAsync(author => author.Slug == slug, token), ct);

    /// <summary>All authors by name.</summary>
    public Task<IReadOnlyList<Author>> AllAuthorsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Author>>(
            async (db, token) => await db.Set<Author>().OrderBy(author => author.Name).ToListAsync(token),
            ct
        );

    private static void Apply(Section section, string name, Action<Section> change)
    {
        section.Name = name;
        change(section);
    }
}
