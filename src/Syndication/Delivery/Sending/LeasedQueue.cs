using Syndication.Delivery.Leases;

namespace Syndication.Delivery.Sending;

/// <summary>The rows that this process holds and has not begun to send. Filled in small batches, by whoever finds it empty; urgent rows first.</summary>
internal sealed class LeasedQueue(LeaseStore leases, Preparer preparer, LedgerWriter writer, TimeProvider clock) : IDisposable
{
    /// <summary>Senders that are busy with digests look for urgent mail at least this often.</summary>
    private static readonly TimeSpan UrgentEvery = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Queue<TakenMessage> urgent = new();
    private readonly Queue<TakenMessage> digests = new();
    private long? lookedForUrgent;

    /// <summary>How many urgent rows are held.</summary>
    public int Urgent => urgent.Count;

    /// <summary>How many other rows are held.</summary>
    public int Digests => digests.Count;

    /// <summary>The next row to send.</summary>
    /// <param name="urgentOnly">Leaves digests alone.</param>
    /// <param name="stop">No more rows are handed out.</param>
    /// <returns>Null when nothing is due, or when stopping.</returns>
    public async Task<TakenMessage?> TakeAsync(bool urgentOnly, CancellationToken stop)
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            if (stop.IsCancellationRequested)
                return null;
            if (urgent.Count == 0 && (urgentOnly || digests.Count == 0 || UrgentMayBeThere()))
                await FillAsync(urgent, MessageStream.Transactional);
            if (urgent.TryDequeue(out var message))
                return message;
            if (urgentOnly)
                return null;
            if (digests.Count == 0)
                await FillAsync(digests, MessageStream.Digest);
            return digests.TryDequeue(out message) ? message : null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes back a row that was handed out and not begun.</summary>
    public async Task PutBackAsync(LeasedMessage message)
    {
        await turn.WaitAsync(CancellationToken.None);
        // What was read for it may be old by the time that its turn comes.
        (message.Key.Stream == MessageStream.Transactional ? urgent : digests).Enqueue(new TakenMessage(message, Compose: null));
        turn.Release();
    }

    /// <summary>Gives every row that is held back to the ledger.</summary>
    public async Task ReleaseAsync()
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            var now = clock.GetUtcNow();
            Transition[] released =
            [
                .. urgent.Concat(digests).Select(taken => new StandDown(taken.Lease, taken.Lease.Waiting, Reason: null, now)),
            ];
            urgent.Clear();
            digests.Clear();
            if (released.Length > 0)
                await writer.SubmitAsync(released);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private bool UrgentMayBeThere() => lookedForUrgent is not { } then || clock.GetElapsedTime(then) >= UrgentEvery;

    private async Task FillAsync(Queue<TakenMessage> queue, MessageStream stream)
    {
        if (stream == MessageStream.Transactional)
            lookedForUrgent = clock.GetTimestamp();
        var leased = await leases.LeaseAsync(stream, CancellationToken.None);
        if (leased.Count == 0)
            return;
        IReadOnlyList<ComposeMessage> composing = [];
        try
        {
            composing = await preparer.ReadAsync(stream, leased);
        }
        finally
        {
            // What could not be read now is read again for each by itself: a row that is leased is held by nobody else.
            for (var i = 0; i < leased.Count; i++)
                queue.Enqueue(new TakenMessage(leased[i], i < composing.Count ? composing[i] : null));
        }
    }
}
