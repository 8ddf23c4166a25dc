using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>What time does to readers: sign-ups that nobody confirmed are forgotten. (Pauses end when the planner next looks.)</summary>
public sealed class SubscriberJobs
{
    private const int Chunk = 100;
    private readonly Database database;
    private readonly Erasure erasure;
    private readonly TimeProvider clock;
    private readonly TimeSpan keepUnconfirmed;

    internal SubscriberJobs(Database database, Erasure erasure, TimeSpan keepUnconfirmed, TimeProvider clock) =>
        (this.database, this.erasure, this.keepUnconfirmed, this.clock) = (database, erasure, keepUnconfirmed, clock);

    /// <summary>Forgets sign-ups that were not confirmed in time. Safe to run again or twice at once.</summary>
    public async Task ForgetUnconfirmedAsync(CancellationToken ct)
    {
        while (await database.WriteAsync(ForgetAsync, ct) == Chunk) { }
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
