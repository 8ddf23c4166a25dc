using System.Text;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The addresses that must not be mailed. Each send asks again when its intent is committed.</summary>
public sealed class Suppressions(KeyRing keys, TimeProvider clock)
{
    /// <summary>The stored forms of the reasons that nobody said, but that bounces gave.</summary>
    internal const int NoSuchMailbox = (int)SuppressionReason.NoSuchMailbox;

    /// <inheritdoc cref="NoSuchMailbox"/>
    internal const int KeepsFailing = (int)SuppressionReason.KeepsFailing;

    /// <summary>
    /// Adds an address in the caller's transaction. One that is there already keeps its first reason, but what somebody said takes the place of
    /// what only bounced: the one ends with a new sign-up, the other does not.
    /// </summary>
    public Task AddAsync(PublicationDb db, string address, SuppressionReason reason, CancellationToken ct) =>
        AddAsync(db, Hash(address), reason, clock.GetUtcNow(), ct);

    /// <summary>Takes an address off the list.</summary>
    /// <returns>Whether it was on it.</returns>
    public async Task<bool> LiftAsync(PublicationDb db, string address, CancellationToken ct)
    {
        var hash = Hash(address);
        return await db.Set<Suppression>().Where(suppression => suppression.Hash == hash).ExecuteDeleteAsync(ct) > 0;
    }

    /// <summary>
    /// Takes an address off the list that is on it because mail to it came back: its owner has just shown that mail arrives. A complaint, or
    /// what else somebody said, stays.
    /// </summary>
    /// <returns>Whether it was taken off.</returns>
    public async Task<bool> LiftBounceAsync(PublicationDb db, string address, CancellationToken ct)
    {
        var hash = Hash(address);
        return await Bounced(db.Set<Suppression>()).Where(suppression => suppression.Hash == hash).ExecuteDeleteAsync(ct) > 0;
    }

    /// <summary>Since when mail to the address has been known to come back; null: it is not, or somebody said that it must not be mailed.</summary>
    public Task<DateTimeOffset?> BouncedSinceAsync(PublicationDb db, string address, CancellationToken ct)
    {
        var hash = Hash(address);
        return Bounced(db.Set<Suppression>())
            .Where(suppression => suppression.Hash == hash)
            .Select(suppression => (DateTimeOffset?)suppression.At)
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Whether the address must not be mailed.</summary>
    public Task<bool> IsSuppressedAsync(PublicationDb db, string address, CancellationToken ct)
    {
        var hash = Hash(address);
        return db.Set<Suppression>().AnyAsync(suppression => suppression.Hash == hash, ct);
    }

    /// <summary>Which of some addresses must not be mailed.</summary>
    public async Task<HashSet<string>> AmongAsync(PublicationDb db, IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        var hashes = addresses.ToDictionary(address => Convert.ToHexString(Hash(address)), address => address, StringComparer.Ordinal);
        var asked = hashes.Keys.Select(Convert.FromHexString).ToList();
        return (await db.Set<Suppression>().Where(row => asked.Contains(row.Hash)).Select(row => row.Hash).ToListAsync(ct))
            .Select(hash => hashes[Convert.ToHexString(hash)])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Since when and why the address must not be mailed; null: it may be.</summary>
    public Task<Suppression?> FindAsync(PublicationDb db, string address, CancellationToken ct)
    {
        var hash = Hash(address);
        return db.Set<Suppression>().SingleOrDefaultAsync(suppression => suppression.Hash == hash, ct);
    }

    /// <summary>Whether an address is on the list because mail came back, and not because somebody said so.</summary>
    internal static bool IsOfBounces(SuppressionReason reason) =>
        reason is SuppressionReason.NoSuchMailbox or SuppressionReason.KeepsFailing;

    /// <summary>The keyed hash that an address is known by, whatever its case.</summary>
    internal byte[] Hash(string address) => keys.Hash("suppression", Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));

    internal static Task AddAsync(PublicationDb db, byte[] hash, SuppressionReason reason, DateTimeOffset at, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Suppressions" ("Hash", "Reason", "At") VALUES ({hash}, {(int)reason}, {at.ToUnixTimeMilliseconds()})
            ON CONFLICT ("Hash") DO UPDATE SET "Reason" = excluded."Reason", "At" = excluded."At"
            WHERE "Suppressions"."Reason" IN ({NoSuchMailbox}, {KeepsFailing}) AND excluded."Reason" NOT IN ({NoSuchMailbox}, {KeepsFailing})
            """,
            ct
        );

    /// <summary>Those of addresses that mail came back from, and that nobody said must not be mailed.</summary>
    internal static IQueryable<Suppression> Bounced(IQueryable<Suppression> suppressions) =>
        suppressions.Where(suppression =>
            suppression.Reason == SuppressionReason.NoSuchMailbox || suppression.Reason == SuppressionReason.KeepsFailing
        );
}
