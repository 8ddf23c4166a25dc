namespace Syndication.Storage;

/// <summary>Lets one writer of this process in at a time, by priority, then by arrival.</summary>
public sealed class WriteGate
{
    private readonly Lock sync = new();
    private readonly Queue<TaskCompletionSource<bool>>[] waiting = [new(), new()];
    private bool taken;

    /// <summary>Waits for the turn; dispose the result to let the next one in.</summary>
    public async Task<IDisposable> EnterAsync(WritePriority priority, CancellationToken ct)
    {
        var turn = Enqueue(priority);
        if (turn is not null)
        {
            await using var cancelled = ct.Register(() => turn.TrySetCanceled(ct));
            await turn.Task;
        }

        return new Turn(this);
    }

    private TaskCompletionSource<bool>? Enqueue(WritePriority priority)
    {
        lock (sync)
        {
            if (!taken)
            {
                taken = true;
                return null;
            }

            var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting[(int)priority].Enqueue(turn);
            return turn;
        }
    }

    private void Leave()
    {
        lock (sync)
        {
            foreach (var queue in waiting)
            {
                while (queue.TryDequeue(out var next))
                {
                    if (next.TrySetResult(true))
                        return;
                }
            }

            taken = false;
        }
    }

    private sealed class Turn(WriteGate gate) : IDisposable
    {
        private WriteGate? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Leave();
    }
}
