using Npgsql;

namespace Syndication.Storage.Postgres;

/// <summary>Listens for the commits of other nodes and passes them on to <see cref="StoreChanges"/>.</summary>
/// <remarks>
/// Announcements are lost while nobody listens: after each connection it announces a change itself, and listeners look for what they missed.
/// A connection that is dead without a word is found out by asking it every few seconds.
/// </remarks>
public sealed partial class PostgresCommitWatcher(
    NpgsqlDataSource source,
    PostgresNode node,
    StoreChanges changes,
    ILogger<PostgresCommitWatcher> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

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
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                LogFault(fault);
                changes.Announce();
                await Task.Delay(AfterFault, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) =>
        {
            if (node.Read(notification.Payload) is { } content)
                changes.Announce(content);
        };
        await RunAsync(connection, $"LISTEN {PostgresNode.Channel}", ct);
        changes.Announce();
        while (true)
        {
            if (!await connection.WaitAsync(Interval, ct))
                await RunAsync(connection, "SELECT 1", ct);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(
        EventId = 1003,
        Level = LogLevel.Error,
        Message = "Commits of other nodes cannot be listened for; trying again in a moment"
    )]
    private partial void LogFault(Exception fault);
}
