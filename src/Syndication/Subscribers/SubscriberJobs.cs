using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>What time does to readers: what nobody confirmed is forgotten. (Pauses end when the planner next looks.)</summary>
public sealed class SubscriberJobs
{
    private const int Chunk = 100;
    private readonly Database database;
    private readonly Erasure erasure;
    private readonly TimeProvider clock;
    private readonly TimeSpan keepUnconfirmed;

    internal SubscriberJobs(Database database, Erasure erasure, TimeSpan keepUnconfirmed, TimeProvider clock) =>
        (this.database, this.erasure, this.keepUnconfirmed, this.clock) = (database, erasure, keepUnconfirmed, clock);

    /// <summary>
    /// Forgets sign-ups that were not confirmed in time, and addresses that readers did not move to. Safe to run again or twice at once.
    /// </summary>
    public async Task ForgetUnconfirmedAsync(CancellationToken ct)
    {
        while (await database.WriteAsync(ForgetAsync, ct) == Chunk) { }
        if (await database.ReadAsync((db, token) => Moves(db).AnyAsync(token), ct))
        {
            await database.WriteAsync(
                (db, token) => Moves(db).ExecuteUpdateAsync(change => change.SetProperty(mail => mail.Address, (string?)null), token),
                ct
            );
        }
    }

    private IQueryable<TransactionalMail> Moves(PublicationDb db)
    {
        var since = clock.GetUtcNow() - AddressChanges.ValidFor;
        return db.Set<TransactionalMail>().Where(mail => mail.Address != null && mail.CreatedAt < since);
    }

    private async Task<int> ForgetAsync(PublicationDb db, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - keepUnconfirmed;
        var old = await db.Set<Subscriber>()
            .Where(reader => reader.State == SubscriberState.Pending && reader.CreatedAt < since)
            .Where(reader => !db.Set<TransactionalMail>().Any(mail => mail.Subscriber == reader.Number && mail.CreatedAt >= since))
            .OrderBy(reader => reader.Number)
            .Take(Chunk)
            .ToListAsync(ct);
        foreach (var reader in old)
            await erasure.EraseAsync(db, reader, ct);
        return old.Count;
    }
}
