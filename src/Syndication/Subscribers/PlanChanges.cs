using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Changes to the plans of readers who are here.</summary>
internal sealed class PlanChanges(Database database, Ledger ledger, ConsentLog log, TimeProvider clock)
{
    /// <summary>Changes the plan; digests that are not yet on their way are made again on the new one.</summary>
    /// <returns>False where the reader is neither active nor paused: nothing was changed.</returns>
    public Task<bool> ChangeAsync(SubscriberId id, ReaderPlan plan, ConsentManner how, long about, CancellationToken ct) =>
        database.WriteAsync((db, token) => ChangeAsync(db, id, plan, how, about, token), ct);

    private async Task<bool> ChangeAsync(
        PublicationDb db,
        SubscriberId id,
        ReaderPlan plan,
        ConsentManner how,
        long about,
        CancellationToken ct
    )
    {
        var number = id.Value;
        var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Number == number, ct);
        if (reader is not { State: SubscriberState.Active or SubscriberState.Paused })
            return false;
        await PlanRows.ApplyAsync(db, reader, plan, fresh: false, clock.GetUtcNow(), ct);
        await ledger.CancelOpenAsync(db, MessageStream.Digest, number, "the plan was changed", ct);
        log.Write(db, reader, ConsentAct.PlanChanged, how, about);
        return true;
    }
}
