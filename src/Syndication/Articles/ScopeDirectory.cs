using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>The sections, authors and tags that have something to follow, with how much is in each: a few queries, however many there are.</summary>
public sealed class ScopeDirectory(Database database, SectionStore sections)
{
    /// <summary>The publication as a whole.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ListedScope> PublicationAsync(string name, CancellationToken ct)
    {
        var version = await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, Scope.Publication, token), ct);
        return new(Scope.Publication, name, version?.Visible ?? 0, version?.ChangedAt);
    }

    /// <summary>The open sections in their order; also those that have nothing to show yet.</summary>
    public async Task<IReadOnlyList<ListedScope>> SectionsAsync(CancellationToken ct)
    {
        var versions = await VersionsAsync("sections/", ct);
        return
        [
            .. (await sections.AllAsync(ct))
                .Where(section => section.IsOpen)
                .Select(section => Listed(Scope.Section(section.Slug), section.Name, versions)),
        ];
    }

    /// <summary>The authors who have something to show, by name.</summary>
    public async Task<IReadOnlyList<ListedScope>> AuthorsAsync(CancellationToken ct)
    {
        var versions = await VersionsAsync("authors/", ct);
        return
        [
            .. (await sections.AllAuthorsAsync(ct))
                .Select(author => Listed(Scope.Author(author.Slug), author.Name, versions))
                .Where(author => author.Visible > 0),
        ];
    }

    /// <summary>The tags that have something to show, most used first, each named as its newest article names it.</summary>
    public Task<IReadOnlyList<ListedScope>> TagsAsync(int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ListedScope>>(
            async (db, token) =>
            {
                var names = await NamesOfTags(db, count).ToDictionaryAsync(tag => tag.Scope, tag => tag.Name, token);
                var tags = await db.Set<ScopeVersion>()
                    .Where(version => version.Scope.StartsWith("tags/") && version.Visible > 0)
                    .OrderByDescending(version => version.Visible)
                    .ThenBy(version => version.Scope)
                    .Take(count)
                    .ToListAsync(token);
                return tags.ConvertAll(tag => new ListedScope(
                    Scope.Tag(new TagSlug(tag.Scope["tags/".Length..])),
                    names.GetValueOrDefault(tag.Scope) ?? tag.Scope["tags/".Length..],
                    tag.Visible,
                    tag.ChangedAt
                ));
            },
            ct
        );

    // In SQL, as a tag is found by a part of its scope's key, and EF compares that with a slug only by a conversion that no index serves.
    private static IQueryable<NameOfTag> NamesOfTags(PublicationDb db, int count) =>
        db.Database.SqlQuery<NameOfTag>(
            $"""
            SELECT version."Scope", (
                SELECT tagging."Name" FROM "Taggings" AS tagging
                WHERE tagging."Tag" = substr(version."Scope", 6) AND tagging."Visible" = {true}
                ORDER BY tagging."PublishedAt" DESC, tagging."Article" DESC
                LIMIT 1) AS "Name"
            FROM "ScopeVersions" AS version
            WHERE version."Scope" LIKE 'tags/%' AND version."Visible" > 0
            ORDER BY version."Visible" DESC, version."Scope"
            LIMIT {count}
            """
        );

    /// <summary>The dates of the oldest articles of the publication and of each section that has any.</summary>
    public Task<IReadOnlyDictionary<Scope, DateTimeOffset>> SinceAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<Scope, DateTimeOffset>>(
            async (db, token) =>
            {
                var visible = true;
                var bySection = await db.Set<Section>()
                    .Select(section => new
                    {
                        section.Slug,
                        Oldest = db.Set<MembershipRow>()
                            .Where(row => row.Section == section.Slug && row.Visible == visible)
                            .OrderBy(row => row.PublishedAt)
                            .Select(row => (DateTimeOffset?)row.PublishedAt)
                            .FirstOrDefault(),
                    })
                    .ToListAsync(token);
                var all = await db.Set<ArticleRow>()
                    .Where(row => row.State == ArticleState.Visible)
                    .OrderBy(row => row.PublishedAt)
                    .Select(row => (DateTimeOffset?)row.PublishedAt)
                    .FirstOrDefaultAsync(token);
                return bySection
                    .Select(section => (Scope: Scope.Section(section.Slug), section.Oldest))
                    .Append((Scope: Scope.Publication, Oldest: all))
                    .Where(pair => pair.Oldest is not null)
                    .ToDictionary(pair => pair.Scope, pair => pair.Oldest!.Value);
            },
            ct
        );

    private Task<Dictionary<string, ScopeVersion>> VersionsAsync(string prefix, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<ScopeVersion>()
                    .Where(version => version.Scope.StartsWith(prefix))
                    .ToDictionaryAsync(version => version.Scope, token),
            ct
        );

    private static ListedScope Listed(Scope scope, string name, Dictionary<string, ScopeVersion> versions) =>
        versions.GetValueOrDefault(scope.Key) is { } version
            ? new(scope, name, version.Visible, version.ChangedAt)
            : new(scope, name, 0, null);

    private sealed record NameOfTag(string Scope, string? Name);
}
