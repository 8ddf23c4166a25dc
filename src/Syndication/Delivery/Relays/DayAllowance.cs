namespace Syndication.Delivery.Relays;

/// <summary>This node's part of what a relay that is being warmed up may take today: a number in memory, filled from the store a block at a time.</summary>
/// <param name="relay">The relay's name.</param>
/// <param name="first">The ceiling of its first day.</param>
/// <param name="store">Where nodes share it.</param>
/// <param name="clock">Its timestamps say when to ask again.</param>
internal sealed class DayAllowance(string relay, int first, WarmUpStore store, TimeProvider clock) : IDisposable
{
    /// <summary>A node that dies takes no more than this of a day along.</summary>
    private const int Block = 50;

    /// <summary>After nothing was left, it is asked for again: another node may have given something back, or the day has ended.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim filling = new(1);
    private readonly Lock sync = new();
    private int left;
    private int day;
    private long? spentAt;

    /// <summary>Whether nothing was left when it was last asked for.</summary>
    public bool IsSpent
    {
        get
        {
            lock (sync)
                return left == 0 && spentAt is { } at && clock.GetElapsedTime(at) < AskAgain;
        }
    }

    /// <summary>Takes one if this node has one at hand.</summary>
    public bool TryTake()
    {
        lock (sync)
        {
            if (left == 0 || day != store.Today)
                return false;
            left--;
            return true;
        }
    }

    /// <summary>Takes one, from the store if need be.</summary>
    /// <returns>False where today's are gone.</returns>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        if (TryTake())
            return true;
        await filling.WaitAsync(ct);
        try
        {
            if (TryTake())
                return true;
            if (IsSpent)
                return false;
            var today = store.Today;
            var block = await store.TakeAsync(relay, first, today, Block, ct);
            lock (sync)
                (left, day, spentAt) = (block, today, block == 0 ? clock.GetTimestamp() : null);
            return TryTake();
        }
        finally
        {
            filling.Release();
        }
    }

    /// <summary>Gives one back that was not used after all.</summary>
    public void GiveBack()
    {
        lock (sync)
            left++;
    }

    /// <summary>Gives what is at hand back to the other nodes.</summary>
    public async Task ReturnAsync(CancellationToken ct)
    {
        int unused;
        lock (sync)
            (unused, left) = (left, 0);
        if (unused > 0)
            await store.GiveBackAsync(relay, day, unused, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => filling.Dispose();
}
