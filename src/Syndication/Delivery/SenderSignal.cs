namespace Syndication.Delivery;

/// <summary>Wakes the senders of this process; more wakes than one before they look are one.</summary>
public sealed class SenderSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Something may be ready to be sent.</summary>
    public void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    /// <summary>Waits for the next wake.</summary>
    public Task WaitAsync(CancellationToken ct) => signal.WaitAsync(ct);

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();
}
