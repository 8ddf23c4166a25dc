using Microsoft.Data.Sqlite;

namespace Syndication.Storage.Sqlite;

/// <summary>Notices commits of other processes within 200 ms by <c>PRAGMA data_version</c> and passes them on to <see cref="StoreChanges"/>.</summary>
public sealed class ForeignCommitWatcher(DataDirectory directory, StoreChanges changes) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var connection = new SqliteConnection($"Data Source={directory.StoreFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(stoppingToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        var seen = (long)(await command.ExecuteScalarAsync(stoppingToken))!;

        // Polling another process is tied to the machine, not to the publication's clock.
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var version = (long)(await command.ExecuteScalarAsync(stoppingToken))!;
            if (version == seen)
                continue;
            seen = version;
            changes.Announce();
        }
    }
}
