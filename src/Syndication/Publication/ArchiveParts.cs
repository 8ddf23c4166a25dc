using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Publication;

/// <summary>
/// Keeps the archives' versions and their order. Nothing is tracked: every change is one statement, so that a part can change many times
/// in one transaction.
/// </summary>
public static class ArchiveParts
{
    /// <summary>The part, or null where none was ever opened there.</summary>
    public static Task<ArchivePart?> FindAsync(PublicationDb db, Scope scope, ArchivePlace place, CancellationToken ct)
    {
        var number = place.Number;
        return Of(db, scope.Key).SingleOrDefaultAsync(part => part.Place == number, ct);
    }

    /// <summary>The nearest part before <paramref name="place"/> that has something to show.</summary>
    public static async Task<ArchivePlace?> BeforeAsync(PublicationDb db, Scope scope, ArchivePlace place, CancellationToken ct) =>
        PlaceOf(await BeforeAsync(db, scope.Key, place.Number, ct));

    /// <summary>The nearest part after <paramref name="place"/> that has something to show.</summary>
    public static async Task<ArchivePlace?> AfterAsync(PublicationDb db, Scope scope, ArchivePlace place, CancellationToken ct) =>
        PlaceOf(await AfterAsync(db, scope.Key, place.Number, ct));

    /// <summary>The newest parts that have something to show, with how many articles.</summary>
    public static async Task<IReadOnlyList<(ArchivePlace Place, int Visible)>> NewestAsync(
        PublicationDb db,
        Scope scope,
        int count,
        CancellationToken ct
    ) =>
        (
            await Of(db, scope.Key)
                .Where(part => part.Visible > 0)
                .OrderByDescending(part => part.Place)
                .Take(count)
                .Select(part => new { part.Place, part.Visible })
                .ToListAsync(ct)
        ).ConvertAll(part => (ArchivePlace.Of(part.Place), part.Visible));

    /// <summary>Finds room in the month of <paramref name="now"/>, in a new part where the last one is full.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="scope">The key of the scope whose archive it is.</param>
    /// <param name="bytes">What is to be put there.</param>
    /// <param name="budget">Most bytes of a part; one that is empty takes what is larger.</param>
    /// <param name="now">The time.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ArchivePlace> ReserveAsync(
        PublicationDb db,
        string scope,
        long bytes,
        long budget,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var first = ArchivePlace.FirstOf(now);
        var (from, to) = (first.Number, first.LastNumber);
        var last = await Of(db, scope)
            .Where(part => part.Place >= from && part.Place <= to)
            .OrderByDescending(part => part.Place)
            .FirstOrDefaultAsync(ct);
        if (last is not null && last.Bytes + bytes <= budget)
        {
            await One(db, scope, last.Place).ExecuteUpdateAsync(set => set.SetProperty(part => part.Bytes, part => part.Bytes + bytes), ct);
            return ArchivePlace.Of(last.Place);
        }

        var opened = last is null ? first : ArchivePlace.Of(last.Place + 1);
        var added = db.Add(
            new ArchivePart
            {
                Scope = scope,
                Place = opened.Number,
                Bytes = bytes,
                ChangedAt = now.ToUnixTimeSeconds(),
            }
        );
        await db.SaveChangesAsync(ct);
        added.State = EntityState.Detached;
        return opened;
    }

    /// <summary>
    /// Finds room as <see cref="ReserveAsync"/> does for an article that appears there, and counts it as <see cref="CountAsync"/> does: in a part
    /// that has something to show already, which is nearly always, by one statement.
    /// </summary>
    /// <returns>Where it is.</returns>
    public static async Task<ArchivePlace> AppendAsync(
        PublicationDb db,
        string scope,
        long bytes,
        long budget,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await LastAsync(db, scope, ArchivePlace.FirstOf(now), ct) is not { Visible: > 0 } last || last.Bytes + bytes > budget)
        {
            var opened = await ReserveAsync(db, scope, bytes, budget, now, ct);
            await CountAsync(db, scope, opened, appears: true, now, ct);
            return opened;
        }

        var place = ArchivePlace.Of(last.Place);
        await using var part = new RowsCommand(db);
        var (key, number, more) = (
            part.Value(RowsCommand.Text(scope)),
            part.Value(RowsCommand.Number(last.Place)),
            part.Value(RowsCommand.Number(bytes))
        );
        var change = "";
        if (db.Versioned.Add($"{scope}/{place}"))
        {
            var second = part.Value(RowsCommand.Number(now.ToUnixTimeSeconds()));
            change =
                $""", "Version" = "Version" + 1, "ChangedAt" = CASE WHEN "ChangedAt" < {second} THEN {second} ELSE "ChangedAt" + 1 END""";
        }

        await part.ExecuteAsync(
            $"""
            UPDATE "Archives" SET "Bytes" = "Bytes" + {more}, "Visible" = "Visible" + 1{change} WHERE "Scope" = {key} AND "Place" = {number}
            """,
            ct
        );
        return place;
    }

    /// <summary>Marks the part as changed; it gets one new version, however often it is named in the transaction.</summary>
    public static Task TouchAsync(PublicationDb db, string scope, ArchivePlace place, DateTimeOffset now, CancellationToken ct) =>
        db.Versioned.Add($"{scope}/{place}") ? TouchAsync(One(db, scope, place.Number), now, ct) : Task.CompletedTask;

    /// <summary>Marks every part of every scope as changed: see <see cref="ScopeVersions.TouchAllAsync"/>.</summary>
    public static Task TouchAllAsync(PublicationDb db, DateTimeOffset now, CancellationToken ct) =>
        TouchAsync(db.Set<ArchivePart>(), now, ct);

    /// <summary>Marks the part as changed, with one article more or less to show; its neighbours too where it appears or disappears among them.</summary>
    public static async Task CountAsync(
        PublicationDb db,
        string scope,
        ArchivePlace place,
        bool appears,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (number, more) = (place.Number, appears ? 1 : -1);
        await One(db, scope, number).ExecuteUpdateAsync(set => set.SetProperty(part => part.Visible, part => part.Visible + more), ct);
        var visible = await One(db, scope, number).Select(part => part.Visible).SingleAsync(ct);
        if (visible != (appears ? 1 : 0))
        {
            await TouchAsync(db, scope, place, now, ct);
            return;
        }

        // Empty parts in between name the same neighbours.
        var from = await BeforeAsync(db, scope, number, ct) ?? 0;
        var to = await AfterAsync(db, scope, number, ct) ?? long.MaxValue;
        var near = Of(db, scope).Where(part => part.Place >= from && part.Place <= to).Select(part => part.Place);
        foreach (var part in await near.ToListAsync(ct))
            await TouchAsync(db, scope, ArchivePlace.Of(part), now, ct);
    }

    private static async Task<(long Place, long Bytes, long Visible)?> LastAsync(
        PublicationDb db,
        string scope,
        ArchivePlace first,
        CancellationToken ct
    )
    {
        await using var parts = new RowsCommand(db);
        var (key, from, to) = (
            parts.Value(RowsCommand.Text(scope)),
            parts.Value(RowsCommand.Number(first.Number)),
            parts.Value(RowsCommand.Number(first.LastNumber))
        );
        var found = await parts.ReadAsync(
            $"""
            SELECT "Place", "Bytes", "Visible" FROM "Archives" WHERE "Scope" = {key} AND "Place" >= {from} AND "Place" <= {to}
            ORDER BY "Place" DESC LIMIT 1
            """,
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            ct
        );
        return found is [var last] ? last : null;
    }

    private static Task<int> TouchAsync(IQueryable<ArchivePart> parts, DateTimeOffset now, CancellationToken ct)
    {
        var second = now.ToUnixTimeSeconds();
        return parts.ExecuteUpdateAsync(
            set =>
                set.SetProperty(part => part.Version, part => part.Version + 1)
                    .SetProperty(part => part.ChangedAt, part => part.ChangedAt < second ? second : part.ChangedAt + 1),
            ct
        );
    }

    private static Task<long?> BeforeAsync(PublicationDb db, string scope, long place, CancellationToken ct) =>
        Of(db, scope)
            .Where(part => part.Visible > 0 && part.Place < place)
            .OrderByDescending(part => part.Place)
            .Select(part => (long?)part.Place)
            .FirstOrDefaultAsync(ct);

    private static Task<long?> AfterAsync(PublicationDb db, string scope, long place, CancellationToken ct) =>
        Of(db, scope)
            .Where(part => part.Visible > 0 && part.Place > place)
            .OrderBy(part => part.Place)
            .Select(part => (long?)part.Place)
            .FirstOrDefaultAsync(ct);

    private static IQueryable<ArchivePart> One(PublicationDb db, string scope, long place) =>
        db.Set<ArchivePart>().Where(part => part.Scope == scope && part.Place == place);

    private static IQueryable<ArchivePart> Of(PublicationDb db, string scope) =>
        db.Set<ArchivePart>().AsNoTracking().Where(part => part.Scope == scope);

    private static ArchivePlace? PlaceOf(long? number) => number is { } known ? ArchivePlace.Of(known) : null;
}
