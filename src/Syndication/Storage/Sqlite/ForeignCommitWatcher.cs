using Microsoft.Data.Sqlite;

namespace Syndication.Storage.Sqlite;

/// <summary>Notices commits of other processes within 200 ms by <c>PRAGMA data_version</c> and passes them on to <see cref="StoreChanges"/>.</summary>
/// <remarks>While the file cannot be read it announces a change at every try: listeners look for themselves, and nothing is missed.</remarks>
public sealed partial class ForeignCommitWatcher(DataDirectory directory, StoreChanges changes, ILogger<ForeignCommitWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (SqliteException fault)
            {
                LogFault(fault);
                changes.Announce();
                await Task.Delay(AfterFault, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={directory.StoreFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        var seen = (long)(await command.ExecuteScalarAsync(ct))!;

        // Polling another process is tied to the machine, not to the publication's clock.
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var version = (long)(await command.ExecuteScalarAsync(ct))!;
            if (version == seen)
                continue;
            seen = version;
            changes.Announce();
        }
    }

    [LoggerMessage(
        EventId = 1002,
        Level = LogLevel.Error,
        Message = "Commits of other processes cannot be watched for; trying again in a moment"
    )]
    private partial void LogFault(Exception fault);
}
