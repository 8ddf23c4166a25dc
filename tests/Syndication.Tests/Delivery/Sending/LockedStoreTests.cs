#if !POSTGRES // A server has no lock on all of the store.
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Sending;

/// <summary>Somebody else holds the store's write lock for some seconds in the middle of a send.</summary>
public sealed class LockedStoreTests : DeliveryTest
{
    private const int Before = 5;
    private const int Readers = 40;

    // Longer than SQLite waits by itself: five.
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData(30, false)]
    [InlineData(1, true)]
    public async Task Nothing_is_sent_that_cannot_be_recorded_and_afterwards_it_goes_on(int timeout, bool isGivenUp)
    {
        Host.Interceptors.Add(new CommandTimeout(timeout));
        Host.ByWallClock = true;
        Host.Settings["Jobs:Roles"] = "web,worker";
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        var (releasing, during) = (Task.CompletedTask, -1);
        Server.OnMessage = async _ =>
        {
            if (Server.Received.Count != Before)
                return;
            var theirs = await LockAsync();
            releasing = Task.Run(async () =>
            {
                await using (theirs)
                {
                    await Task.Delay(Locked, TimeProvider.System);
                    during = Server.Commands.Count(command => command.StartsWith("MAIL", StringComparison.Ordinal));
                }
            });
        };

        await Host.QueueAsync(1, [.. Enumerable.Range(1, Readers).Select(number => (long)number)]);
        await UntilAsync(() => Task.FromResult(Server.Received.Count >= Before));
        await releasing;
        await UntilAsync(async () => (await Host.CountsAsync(1)).In(MessageState.Sent) == Readers);

        Assert.Equal(Before, during);
        Assert.Equal(isGivenUp, Host.Errors.Lines.Any(line => line.StartsWith("The ledger could not commit", StringComparison.Ordinal)));
        Assert.Equal(Readers, Server.Received.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(Readers, Server.Received.Count);
        var counts = await Host.CountsAsync(1);
        Assert.Equal((0, 0), (counts.Doubts, counts.Repeats));
        Assert.Equal((Readers, Readers), await RecordedAsync());
    }

    /// <summary>How many rows say that they were begun once, and how many attempts there were.</summary>
    private Task<(int Begun, int Attempts)> RecordedAsync() =>
        Host.Database.ReadAsync(
            async (db, ct) => (await db.Set<Message>().CountAsync(row => row.Attempts == 1, ct), await db.Set<Attempt>().CountAsync(ct)),
            CancellationToken.None
        );

    /// <summary>A transaction that the process' own order of writers knows nothing of, as another process' is; disposing it ends it.</summary>
    private async Task<SqliteConnection> LockAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Host.DataFolder, "syndication.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>After so many seconds a command that finds the store locked is given up; 30 where nothing is set.</summary>
    private sealed class CommandTimeout(int seconds) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            ((SqliteConnection)connection).DefaultTimeout = seconds;

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
#endif
