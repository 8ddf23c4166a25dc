using Microsoft.Data.Sqlite;

namespace Syndication.Storage.Sqlite;

/// <summary>Notices commits of other processes within 200 ms by <c>PRAGMA data_version</c> and passes them on to <see cref="StoreChanges"/>.</summary>
/// <remarks>
/// It notices those of this process, too: whether anything published was touched is told by the counter that
/// <see cref="SqliteEngine.AnnounceAsync"/> moves, or each digest that is sent would have feeds and pages looked up again. While the file cannot be read it announces a change at every try: listeners look for themselves, and nothing is missed.
/// </remarks>
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
        await using var commits = connection.CreateCommand();
        commits.CommandText = "PRAGMA data_version";
        await using var contents = connection.CreateCommand();
        contents.CommandText = "PRAGMA user_version";
        var seen = await ReadAsync(commits, ct);
        var content = await ReadAsync(contents, ct);

        // What was committed before is no change to see: whoever looked before then looks again.
        changes.Announce();

        // Polling another process is tied to the machine, not to the publication's clock.
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var version = await ReadAsync(commits, ct);
            if (version == seen)
                continue;
            seen = version;
            var touched = await ReadAsync(contents, ct);
            changes.Announce(touched != content);
            content = touched;
        }
    }

    private static async Task<long> ReadAsync(SqliteCommand pragma, CancellationToken ct) => (long)(await pragma.ExecuteScalarAsync(ct))!;

    [LoggerMessage(
        EventId = 1002,
        Level = LogLevel.Error,
        Message = "Commits of other processes cannot be watched for; trying again in a moment"
    )]
    private partial void LogFault(Exception fault);
}
