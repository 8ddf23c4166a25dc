namespace Syndication.Storage;

/// <summary>Prepares the store before any other hosted service or the first request; holds the data directory for this process.</summary>
/// <remarks>
/// On SQLite: while <c>serve</c> runs it alone sends mail from this directory, so it may take back all leases at once when it starts. Verbs are a
/// second process that only writes short transactions and take no lock.
/// </remarks>
public sealed class StorageHosting(StorePreparation preparation, IStoreEngine engine, DataDirectory directory) : IHostedService, IDisposable
{
    private FileStream? exclusive;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Another process serves from this directory.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory.Path);
        if (!engine.IsShared)
            Hold();
        await preparation.PrepareAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => exclusive?.Dispose();

    private void Hold()
    {
        try
        {
            exclusive = new FileStream(
                Path.Combine(directory.Path, "serve.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException held)
        {
            throw new InvalidOperationException(
                $"Storage:Directory: another process is serving from {directory.Path}; stop it first.",
                held
            );
        }
    }
}
