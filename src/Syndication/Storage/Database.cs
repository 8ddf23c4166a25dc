using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage;

/// <summary>
/// The way to the store for every feature: reads on a context of their own, writes one at a time in a transaction that takes the
/// write lock at its start.
/// </summary>
/// <remarks>
/// SQLite has one writer: writers of this process queue here rather than spin on the file's lock, the ledger's first. A transaction that the
/// database gave up for another's sake is made again from its start, so what is handed in must do nothing but write to the store.
/// </remarks>
public sealed class Database(Func<PublicationDb> open, IStoreEngine engine, WriteGate gate, StoreChanges changes)
    : IAsyncDisposable,
        IDisposable
{
    private const int MostAttempts = 5;
    private readonly KeptContexts ledgers = new(open);

    /// <summary>Runs <paramref name="read"/> on a context that tracks nothing and sees one state per statement.</summary>
    public async Task<T> ReadAsync<T>(Func<PublicationDb, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var db = open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db, ct);
    }

    /// <summary>Runs <paramref name="write"/> in one transaction and commits it; an exception rolls everything back.</summary>
    /// <remarks>Keep it short: nothing that waits for a network, a template or a reader belongs inside.</remarks>
    public Task<T> WriteAsync<T>(Func<PublicationDb, CancellationToken, Task<T>> write, CancellationToken ct) =>
        WriteAsync(WritePriority.Normal, write, ct);

    /// <inheritdoc cref="WriteAsync{T}(Func{PublicationDb, CancellationToken, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(Func<PublicationDb, CancellationToken, Task> write, CancellationToken ct) =>
        WriteAsync(
            WritePriority.Normal,
            async (db, token) =>
            {
                await write(db, token);
                return true;
            },
            ct
        );

    /// <inheritdoc cref="WriteAsync{T}(Func{PublicationDb, CancellationToken, Task{T}}, CancellationToken)"/>
    public async Task<T> WriteAsync<T>(WritePriority priority, Func<PublicationDb, CancellationToken, Task<T>> write, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(priority, write, ct);
            }
            catch (Exception fault) when (attempt < MostAttempts && engine.IsVictim(fault))
            {
                // Rolled back so that another could go on, which it has by now.
            }
        }
    }

    private async Task<T> TryWriteAsync<T>(
        WritePriority priority,
        Func<PublicationDb, CancellationToken, Task<T>> write,
        CancellationToken ct
    )
    {
        T result;
        bool content;
        using (await EnterAsync(priority, ct))
        {
            var db = priority is WritePriority.Ledger ? await ledgers.TakeAsync(ct) : open();
            var isCommitted = false;
            try
            {
                result = await CommitAsync(db, priority, write, ct);
                content = db.HasContentChanges;
                isCommitted = true;
            }
            finally
            {
                if (priority is WritePriority.Ledger)
                    await ledgers.GiveBackAsync(db, isCommitted);
                else
                    await db.DisposeAsync();
            }
        }

        changes.Announce(content);
        return result;
    }

    private async Task<T> CommitAsync<T>(
        PublicationDb db,
        WritePriority priority,
        Func<PublicationDb, CancellationToken, Task<T>> write,
        CancellationToken ct
    )
    {
        // Contexts are pooled, and these are states of ours that the pool does not reset.
        db.HasContentChanges = false;
        db.Versioned.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await engine.BeginWriteAsync(db, priority, ct);
        var result = await PreparedAsync(db, write, ct);
        await engine.AnnounceAsync(db, priority, ct);
        // Not to be broken off: whoever gave up in the middle would not know whether listeners have to be told.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    // A transaction that stores many of a kind says the same again and again; the connection is closed when it ends, and its commands with it.
    private static async Task<T> PreparedAsync<T>(
        PublicationDb db,
        Func<PublicationDb, CancellationToken, Task<T>> write,
        CancellationToken ct
    )
    {
        using var own = db.Prepared is null ? new PreparedCommands(db.Database.GetDbConnection()) : null;
        db.Prepared ??= own;
        try
        {
            var result = await write(db, ct);
            await db.SaveChangesAsync(ct);
            return result;
        }
        finally
        {
            if (own is not null)
                db.Prepared = null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ledgers.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose() => ledgers.Dispose();

    // A server has room for the ledger beside the one other writer.
    private async ValueTask<IDisposable?> EnterAsync(WritePriority priority, CancellationToken ct) =>
        engine.IsShared && priority is WritePriority.Ledger ? null : await gate.EnterAsync(priority, ct);
}
