using System.Text;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Remembers addresses whose owners said no.</summary>
internal sealed class Refusals(KeyRing keys, TimeProvider clock)
{
    /// <summary>The hash that an address is remembered by.</summary>
    public byte[] HashOf(string emailKey) => keys.Hash("address", Encoding.UTF8.GetBytes(emailKey));

    public async Task<RefusalReason?> ReasonAsync(PublicationDb db, EmailAddress address, CancellationToken ct)
    {
        var hash = HashOf(address.Key);
        return (await db.Set<Refusal>().AsNoTracking().SingleOrDefaultAsync(refusal => refusal.Address == hash, ct))?.Reason;
    }

    /// <summary>Which of some addresses (<see cref="EmailAddress.Key"/>) are refused.</summary>
    public async Task<HashSet<string>> AmongAsync(PublicationDb db, IReadOnlyCollection<string> emailKeys, CancellationToken ct)
    {
        var hashes = emailKeys.ToDictionary(key => Convert.ToHexString(HashOf(key)), key => key, StringComparer.Ordinal);
        var asked = hashes.Keys.Select(Convert.FromHexString).ToList();
        return (
            await db.Set<Refusal>().Where(refusal => asked.Contains(refusal.Address)).Select(refusal => refusal.Address).ToListAsync(ct)
        )
            .Select(hash => hashes[Convert.ToHexString(hash)])
            .ToHashSet(StringComparer.Ordinal);
    }

    public async Task AddAsync(PublicationDb db, string emailKey, RefusalReason reason, CancellationToken ct)
    {
        var hash = HashOf(emailKey);
        var refusal = await db.Set<Refusal>().SingleOrDefaultAsync(found => found.Address == hash, ct);
        if (refusal is null)
            db.Add(refusal = new Refusal { Address = hash });
        else if (refusal.Reason is RefusalReason.Disowned)
            return;
        refusal.Reason = reason;
        refusal.At = clock.GetUtcNow();
    }

    /// <summary>The owner confirmed: an erasure no longer stands against it.</summary>
    public Task ForgiveAsync(PublicationDb db, string emailKey, CancellationToken ct)
    {
        var hash = HashOf(emailKey);
        return db.Set<Refusal>().Where(refusal => refusal.Address == hash && refusal.Reason == RefusalReason.Erased).ExecuteDeleteAsync(ct);
    }
}
