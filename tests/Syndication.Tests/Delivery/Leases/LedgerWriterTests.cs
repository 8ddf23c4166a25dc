using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Leases;

/// <summary>What cannot be recorded is not sent, and what was sent is recorded in the end.</summary>
public sealed class LedgerWriterTests : DeliveryTest
{
    [Fact]
    public async Task While_results_cannot_be_committed_nothing_more_is_sent_and_then_nothing_twice()
    {
        Host.Relay(Server.Port, 0, ("MaxConnections", "1"));
        await Host.QueueAsync(1, 7, 8, 9);
        await RefuseAsync(MessageState.Sent);

        var draining = Host.DrainAsync();
        await UntilAsync(async () => (await Host.HealthAsync()).Status == HealthStatus.Unhealthy);
        Assert.Single(Server.Received);

        await MendAsync(draining);
        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.Equal(3, Server.Received.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(3, Server.Received.Count);
    }

    [Fact]
    public async Task While_intents_cannot_be_committed_nothing_is_sent_at_all()
    {
        Host.Relay(Server.Port);
        await Host.QueueAsync(1, 7, 8, 9);
        await RefuseAsync(MessageState.Sending);

        var draining = Host.DrainAsync();
        await UntilAsync(async () => (await Host.HealthAsync()).Status == HealthStatus.Unhealthy);
        Assert.Empty(Server.Received);

        await MendAsync(draining);
        await Host.DrainAsync();
        Assert.Equal(3, (await Host.CountsAsync(1)).In(MessageState.Sent));
        Assert.Equal(3, Server.Received.Count);
    }

    /// <summary>Stands for a full disk: commits with such a change fail.</summary>
    private Task<int> RefuseAsync(MessageState state) =>
        ExecuteAsync(
            $"CREATE TRIGGER \"Full\" BEFORE UPDATE ON \"Messages\" WHEN NEW.\"State\" = {(int)state} BEGIN SELECT RAISE(ABORT, 'full'); END",
            $"ALTER TABLE \"Messages\" ADD CONSTRAINT \"Full\" CHECK (\"State\" <> {(int)state}) NOT VALID"
        );

    private async Task MendAsync(Task draining)
    {
        await ExecuteAsync("DROP TRIGGER \"Full\"", "ALTER TABLE \"Messages\" DROP CONSTRAINT \"Full\"");
        await UntilAsync(() =>
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(draining.IsCompleted);
        });
        await draining;
    }

    private Task<int> ExecuteAsync(string onSqlite, string onPostgres) =>
        Host.Database.WriteAsync(
            (db, ct) => db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? onSqlite : onPostgres, ct),
            CancellationToken.None
        );
}
