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
        database.WriteAsync(
            async (db, token) =>
            {
                var section = await db.Set<Section>().SingleOrDefaultAsync(found => found.Slug == slug, token);
                var isNew = section is null;
                if (section is null)
                {
                    var last = await db.Set<Section>().MaxAsync(found => (int?)found.Position, token);
                    section = new Section
                    {
                        Slug = slug,
                        Name = name,
                        Position = (last ?? -1) + 1,
                    };
                    db.Add(section);
                }

                section.Name = name;
                change(section);
                var now = clock.GetUtcNow();
                if (isNew)
                    await ScopeVersions.TouchAsync(db, [Scope.Section(slug)], now, token);
                else if (db.Entry(section).State is EntityState.Modified)
                    await ScopeVersions.TouchAllAsync(db, now, token);
                return isNew;
            },
            ct
        );

    /// <summary>The author, or null where there is none of that name.</summary>
    public Task<Author?> FindAuthorAsync(AuthorSlug slug, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<Author>().SingleOrDefaultAsync(author => author.Slug == slug, token), ct);

    /// <summary>All authors by name.</summary>
    public Task<IReadOnlyList<Author>> AllAuthorsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Author>>(
            async (db, token) => await db.Set<Author>().OrderBy(author => author.Name).ToListAsync(token),
            ct
        );
}
