using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Publication;

/// <summary>Moves and reads the versions of scopes.</summary>
public static class ScopeVersions
{
    /// <summary>Marks the scopes as changed, in the caller's transaction; each gets one new version, however often it is named in it.</summary>
    public static async Task TouchAsync(PublicationDb db, IReadOnlyCollection<Scope> scopes, DateTimeOffset now, CancellationToken ct)
    {
        db.HasContentChanges = true;
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var fresh = scopes.Select(scope => scope.Key).Where(key => db.Versioned.Add(key)).ToList();
        var known = await Of(db, fresh).ToDictionaryAsync(version => version.Scope, ct);
        foreach (var key in fresh)
        {
            if (!known.TryGetValue(key, out var stored))
            {
                db.Add(
                    new ScopeVersion
                    {
                        Scope = key,
                        Version = 1,
                        ChangedAt = second,
                    }
                );
                continue;
            }

            stored.Version++;
            stored.ChangedAt = second > stored.ChangedAt ? second : stored.ChangedAt.AddSeconds(1);
        }
    }

    /// <summary>Keeps count of an article that can be seen in other scopes than before, in the caller's transaction.</summary>
    /// <param name="db">The caller's transaction, in which all of these scopes were marked as changed.</param>
    /// <param name="before">Where it could be seen; nowhere: empty.</param>
    /// <param name="after">Where it can be seen now.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task CountAsync(
        PublicationDb db,
        IReadOnlyCollection<Scope> before,
        IReadOnlyCollection<Scope> after,
        CancellationToken ct
    )
    {
        foreach (var scope in after.Except(before))
            (await db.Set<ScopeVersion>().FindAsync([scope.Key], ct))!.Visible++;
        foreach (var scope in before.Except(after))
            (await db.Set<ScopeVersion>().FindAsync([scope.Key], ct))!.Visible--;
    }

    /// <summary>
    /// Marks everything as changed, archives with it, in the caller's transaction: a section's name, note and rules show in the feeds of every scope that
    /// its articles are in. Rare, so it is not worth knowing which.
    /// </summary>
    public static async Task TouchAllAsync(PublicationDb db, DateTimeOffset now, CancellationToken ct)
    {
        db.HasContentChanges = true;
        // One statement, so that a publication with very many tags is no longer locked for it than one with few. What is tracked would
        // be written over it later.
        await db.SaveChangesAsync(ct);
        foreach (var tracked in db.ChangeTracker.Entries<ScopeVersion>())
            tracked.State = EntityState.Detached;
        var second = now.ToUnixTimeSeconds() * 1000;
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "ScopeVersions" SET "Version" = "Version" + 1,
                "ChangedAt" = CASE WHEN "ChangedAt" < {second} THEN {second} ELSE "ChangedAt" + 1000 END
            """,
            ct
        );
        await ArchiveParts.TouchAllAsync(db, now, ct);
    }

    /// <summary>The scopes' versions by their keys; those that nothing was ever in are left out.</summary>
    public static Task<Dictionary<string, ScopeVersion>> FindAsync(
        PublicationDb db,
        IReadOnlyCollection<Scope> scopes,
        CancellationToken ct
    ) => Of(db, [.. scopes.Select(scope => scope.Key)]).AsNoTracking().ToDictionaryAsync(version => version.Scope, ct);

    /// <summary>The scope's version, or null where nothing was ever in it.</summary>
    public static Task<ScopeVersion?> FindAsync(PublicationDb db, Scope scope, CancellationToken ct) =>
        db.Set<ScopeVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Scope == scope.Key, ct);

    // One parameter for all keys, as in ArticleStore: however many there are, the query's text is the same.
    private static IQueryable<ScopeVersion> Of(PublicationDb db, IReadOnlyList<string> keys) =>
        db.Set<ScopeVersion>().Where(version => EF.Parameter(keys).Contains(version.Scope));
}
