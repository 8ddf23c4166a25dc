namespace Syndication.Ingest.Sources;

/// <summary>
/// Room for documents that are read and taken in: as many at once as there are processors, whoever brought them. More would be no faster, and a
/// document of 16 MiB is many times that while it is read.
/// </summary>
internal sealed class ReadingRoom : IDisposable
{
    /// <summary>How many places there are.</summary>
    public static readonly int Places = Environment.ProcessorCount;

    private readonly SemaphoreSlim free = new(Places);

    /// <summary>Waits for a place; disposing of what comes gives it back. Whoever has one must not ask for another.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await free.WaitAsync(ct);
        return new Place(free);
    }

    public void Dispose() => free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
                free.Release();
        }
    }
}
