using System.Text;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The addresses that must not be mailed. Each send asks again when its intent is committed.</summary>
public sealed class Suppressions(KeyRing keys, TimeProvider clock)
{
    /// <summary>Adds an address in the caller's transaction; one that is there already keeps its first reason.</summary>
    public Task AddAsync(PublicationDb db, string address, SuppressionReason reason, CancellationToken ct) =>
        AddAsync(db, Hash(address), reason, clock.GetUtcNow(), ct);

    /// <summary>Takes an address off the list.</summary>
    /// <returns>Whether it was on it.</returns>
    public async Task<bool> LiftAsync(PublicationDb db, string address, CancellationToken ct)
    {
        var hash = Hash(address);
        return await db.Set<Suppression>().Where(suppression => suppression.Hash == hash).ExecuteDeleteAsync(ct) > 0;
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

    /// <summary>The keyed hash that an address is known by, whatever its case.</summary>
    internal byte[] Hash(string address) => keys.Hash("suppression", Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));

    internal static Task AddAsync(PublicationDb db, byte[] hash, SuppressionReason reason, DateTimeOffset at, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Suppressions" ("Hash", "Reason", "At") VALUES ({hash}, {(int)reason}, {at.ToUnixTimeMilliseconds()})
            ON CONFLICT DO NOTHING
            """,
            ct
        );
}
