using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Syndication.Tests.Support;

/// <summary>A test of sending, through a server that it can make misbehave. At its end the ledger must add up.</summary>
public abstract class DeliveryTest : IAsyncLifetime
{
    public DeliveryHost Host { get; } = new();

    public FakeSmtpServer Server { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        var health = await Host.HealthAsync();
        await Host.DisposeAsync();
        await Server.DisposeAsync();
        Assert.True(health.Status != HealthStatus.Unhealthy, health.Description);
    }

    /// <summary>Waits for something that another thread brings about.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            Assert.True(tries < 500, "It did not come to that within ten seconds.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
