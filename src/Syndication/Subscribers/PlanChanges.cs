using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Changes to the plans of readers who are here.</summary>
internal sealed class PlanChanges(Database database, CalledBack calledBack, ConsentLog log, TimeProvider clock)
{
    /// <summary>Changes the plan; digests that are not yet on their way are made again on the new one, with the next tick.</summary>
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
        var now = clock.GetUtcNow();
        await PlanRows.ApplyAsync(db, reader, plan, fresh: false, now, ct);
        await calledBack.CallBackAsync(db, reader, CalledBack.PlanChanged, ct);
        await calledBack.HastenAsync(db, reader, now, ct);
        log.Write(db, reader, ConsentAct.PlanChanged, how, about);
        return true;
    }
}
