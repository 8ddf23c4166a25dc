using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage;

/// <summary>
/// Contexts whose connections stay open between transactions, for the ledger's thousand commits a second: opening one, and preparing its
/// statements anew, takes longer than what is written.
/// </summary>
internal sealed class KeptContexts(Func<PublicationDb> open) : IAsyncDisposable, IDisposable
{
    private readonly ConcurrentBag<PublicationDb> idle = [];
    private volatile bool isEnding;

    /// <summary>A context with an open connection, and nobody else's until it is given back.</summary>
    public async Task<PublicationDb> TakeAsync(CancellationToken ct)
    {
        if (idle.TryTake(out var kept))
            return kept;
        var fresh = open();
        try
        {
            await fresh.Database.OpenConnectionAsync(ct);
            fresh.Prepared = new PreparedCommands(fresh.Database.GetDbConnection());
            return fresh;
        }
        catch
        {
            await EndAsync(fresh);
            throw;
        }
    }

    /// <summary>Keeps a context for the next.</summary>
    /// <param name="context">One that was taken.</param>
    /// <param name="isSound">
    /// Whether its transaction was committed: of any other nothing is known, nor of its connection, nor of those that were opened beside it.
    /// </param>
    public async ValueTask GiveBackAsync(PublicationDb context, bool isSound)
    {
        context.ChangeTracker.Clear();
        if (isSound)
            idle.Add(context);
        else
            await EndAsync(context);
        if (isEnding || !isSound)
            await EndIdleAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isEnding = true;
        await EndIdleAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isEnding = true;
        while (idle.TryTake(out var kept))
        {
            kept.Prepared = null;
            kept.Dispose();
        }
    }

    private async ValueTask EndIdleAsync()
    {
        while (idle.TryTake(out var kept))
            await EndAsync(kept);
    }

    // Contexts are pooled: whoever has this one next opens the connection anew.
    private static ValueTask EndAsync(PublicationDb context)
    {
        context.Prepared = null;
        return context.DisposeAsync();
    }
}
