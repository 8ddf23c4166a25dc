using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers.Lists;

/// <summary>
/// Takes an import back: who came by it and has done nothing since is forgotten as if never there, or waits for a confirmation again; who left
/// by it is a reader again. Whoever has acted since stays as they are. Safe to run again after it was broken off.
/// </summary>
internal sealed class ListUndo(Database database, Erasure erasure, Ledger ledger, ConsentLog log, TimeProvider clock)
{
    /// <summary>Takes an import back.</summary>
    /// <param name="number">The import.</param>
    /// <param name="progress">Told the people so far.</param>
    /// <param name="ct">Cancels between two transactions.</param>
    /// <returns>How many were taken back and how many kept; null: there is no such import.</returns>
    public async Task<ListUndone?> UndoAsync(long number, IProgress<int>? progress, CancellationToken ct)
    {
        if (!await database.ReadAsync((db, token) => db.Set<ListImport>().AnyAsync(import => import.Number == number, token), ct))
            return null;
        var undone = new ListUndone(0, 0);
        for (long after = 0; ; )
        {
            var from = after;
            var (last, reverted, kept) = await database.WriteAsync((db, token) => UndoAsync(db, number, from, token), ct);
            undone = new ListUndone(undone.Reverted + reverted, undone.Kept + kept);
            progress?.Report(undone.Reverted + undone.Kept);
            if (last == 0)
                break;
            after = last;
        }

        var now = clock.GetUtcNow();
        await database.WriteAsync(
            (db, token) =>
                db.Set<ListImport>()
                    .Where(import => import.Number == number)
                    .ExecuteUpdateAsync(change => change.SetProperty(import => import.UndoneAt, now), token),
            ct
        );
        return undone;
    }

    private async Task<(long Last, int Reverted, int Kept)> UndoAsync(PublicationDb db, long number, long after, CancellationToken ct)
    {
        var caused = await db.Set<ConsentEvent>()
            .Where(happened => happened.About == number && happened.How == ConsentManner.Import && happened.Id > after)
            .OrderBy(happened => happened.Id)
            .Take(ListChunk.Size)
            .ToListAsync(ct);
        if (caused.Count == 0)
            return (0, 0, 0);
        var ids = caused.ConvertAll(happened => happened.Subscriber);
        var numbers = ids.ConvertAll(id => id.Value);
        var readers = await db.Set<Subscriber>()
            .Where(reader => numbers.Contains(reader.Number))
            .ToDictionaryAsync(reader => reader.Id, ct);
        var histories = (
            await db.Set<ConsentEvent>().AsNoTracking().Where(happened => ids.Contains(happened.Subscriber)).ToListAsync(ct)
        ).ToLookup(happened => happened.Subscriber);
        var reverted = 0;
        foreach (var happened in caused)
        {
            if (await RevertAsync(db, happened, readers.GetValueOrDefault(happened.Subscriber), [.. histories[happened.Subscriber]], ct))
                reverted++;
        }

        return (caused[^1].Id, reverted, caused.Count - reverted);
    }

    private async Task<bool> RevertAsync(
        PublicationDb db,
        ConsentEvent caused,
        Subscriber? reader,
        List<ConsentEvent> history,
        CancellationToken ct
    )
    {
        bool IsOfImport(ConsentEvent happened) => happened.About == caused.About && happened.How is ConsentManner.Import;

        if (reader is null || history.Exists(happened => happened.Id > caused.Id && !IsOfImport(happened)))
            return false;
        if (history.TrueForAll(IsOfImport))
        {
            await erasure.EraseAsync(db, reader, ct);
            return true;
        }

        var wasReader = caused.What is ConsentAct.Left && reader.ConfirmedAt is not null;
        var now = clock.GetUtcNow();
        if (wasReader)
            reader.Return(now);
        else
            reader.State = SubscriberState.Pending;
        reader.ConfirmedAt = wasReader ? reader.ConfirmedAt : null;
        await PlanRows.ResetSlotsAsync(db, reader, now, ct);
        if (!wasReader)
            await ledger.CancelOpenAsync(db, MessageStream.Digest, reader.Number, "the import was taken back", ct);
        log.Write(db, reader, ConsentAct.ImportUndone, ConsentManner.Import);
        return true;
    }
}

/// <summary>What came of taking an import back.</summary>
/// <param name="Reverted">Whose state is as it was before.</param>
/// <param name="Kept">Who has acted since, or is not here any more.</param>
public sealed record ListUndone(int Reverted, int Kept);
