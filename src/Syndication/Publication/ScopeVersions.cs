using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Publication;

/// <summary>
/// Moves and reads the versions of scopes. Nothing is tracked: every change is one statement over all of them, so that a transaction of many
/// articles does not write all that they share again with each.
/// </summary>
public static class ScopeVersions
{
    // An author may have written under thousands of tags; a statement takes so many parameters, and one of this length is kept prepared.
    private const int AtOnce = 200;

    /// <summary>Marks the scopes as changed, in the caller's transaction; each gets one new version, however often it is named in it.</summary>
    public static async Task TouchAsync(PublicationDb db, IReadOnlyCollection<Scope> scopes, DateTimeOffset now, CancellationToken ct)
    {
        db.HasContentChanges = true;
        // In one order by everybody: two nodes that touch the same do not wait for each other in a ring.
        var fresh = scopes.Select(scope => scope.Key).Where(key => db.Versioned.Add(key)).Order(StringComparer.Ordinal);
        foreach (var some in fresh.Chunk(AtOnce))
            await TouchAsync(db, some, now, ct);
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
        foreach (var some in after.Except(before).Chunk(AtOnce))
            await CountAsync(db, some, 1, ct);
        foreach (var some in before.Except(after).Chunk(AtOnce))
            await CountAsync(db, some, -1, ct);
    }

    /// <summary>
    /// Marks everything as changed, archives with it, in the caller's transaction: a section's name, note and rules show in the feeds of every scope that
    /// its articles are in. Rare, so it is not worth knowing which.
    /// </summary>
    public static async Task TouchAllAsync(PublicationDb db, DateTimeOffset now, CancellationToken ct)
    {
        db.HasContentChanges = true;
        // One statement, so that a publication with very many tags is no longer locked for it than one with few.
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
    public static async Task<Dictionary<string, ScopeVersion>> FindAsync(
        PublicationDb db,
        IReadOnlyCollection<Scope> scopes,
        CancellationToken ct
    )
    {
        // One parameter for all keys, as in ArticleStore: however many there are, the query's text is the same.
        List<string> keys = [.. scopes.Select(scope => scope.Key)];
        return await db.Set<ScopeVersion>()
            .AsNoTracking()
            .Where(version => EF.Parameter(keys).Contains(version.Scope))
            .ToDictionaryAsync(version => version.Scope, ct);
    }

    /// <summary>The scope's version, or null where nothing was ever in it.</summary>
    public static Task<ScopeVersion?> FindAsync(PublicationDb db, Scope scope, CancellationToken ct) =>
        db.Set<ScopeVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Scope == scope.Key, ct);

    private static async Task TouchAsync(PublicationDb db, string[] keys, DateTimeOffset now, CancellationToken ct)
    {
        await using var rows = new RowsCommand(db);
        var (first, second) = (rows.Value(RowsCommand.Number(1)), rows.Value(RowsCommand.Number(now.ToUnixTimeSeconds() * 1000)));
        foreach (var key in keys)
            rows.Add(RowsCommand.Text(key));
        // The condition tells SQLite where the source of the rows ends: "ON" may belong to a join.
        await rows.ExecuteAsync(
            $"""
            INSERT INTO "ScopeVersions" ("Scope", "Version", "ChangedAt", "Visible")
            SELECT column1, {first}, {second}, 0 FROM (VALUES {rows.Rows}) AS touched WHERE true
            ON CONFLICT ("Scope") DO UPDATE SET
                "Version" = "ScopeVersions"."Version" + 1,
                "ChangedAt" = CASE WHEN "ScopeVersions"."ChangedAt" < excluded."ChangedAt" THEN excluded."ChangedAt"
                    ELSE "ScopeVersions"."ChangedAt" + 1000 END
            """,
            ct
        );
    }

    private static async Task CountAsync(PublicationDb db, Scope[] scopes, int more, CancellationToken ct)
    {
        await using var rows = new RowsCommand(db);
        var by = rows.Value(RowsCommand.Number(more));
        foreach (var scope in scopes)
            rows.Add(RowsCommand.Text(scope.Key));
        var counted = await rows.ExecuteAsync(
            $"""UPDATE "ScopeVersions" SET "Visible" = "Visible" + {by} WHERE "Scope" IN (VALUES {rows.Rows})""",
            ct
        );
        if (counted != scopes.Length)
            throw new InvalidOperationException("A scope is counted that was not marked as changed.");
    }
}
