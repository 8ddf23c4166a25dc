namespace Syndication.Digests.Tracking;

/// <summary>Adds settled hits to the store every half minute, and all of them as the host stops.</summary>
internal sealed partial class LinkHitsFlush(LinkHits hits, TimeProvider clock, ILogger<LinkHitsFlush> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(hits.FlushAllAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await TryAsync(hits.FlushAsync, stoppingToken);
        }
    }

    // What could not be written is held for the next time.
    private async Task TryAsync(Func<CancellationToken, Task> flush, CancellationToken ct)
    {
        try
        {
            await flush(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogNotWritten(fault);
        }
    }

    [LoggerMessage(EventId = 6008, Level = LogLevel.Error, Message = "Hits on counted links could not be written")]
    private partial void LogNotWritten(Exception fault);
}
