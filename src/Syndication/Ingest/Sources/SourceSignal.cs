namespace Syndication.Ingest.Sources;

/// <summary>Wakes whoever pulls sources: something may have become due.</summary>
public sealed class SourceSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Something may have become due.</summary>
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

    /// <summary>Waits for the next wake, or for so long.</summary>
    internal async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(signal.WaitAsync(enough.Token), Task.Delay(most, clock, enough.Token));
        await enough.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();
}
