using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Syndication.Delivery.Relays;

/// <summary>Degraded while a relay is at fault: mail waits or takes another way, and the pages and feeds are not concerned.</summary>
internal sealed class RelayHealth(RelayPool relays) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = relays
            .Relays.Where(relay => relay.Breaker.ReopensAt is not null)
            .Select(relay => $"Relay {relay.Name} is at fault: {relay.LastFault?.Code} {relay.LastFault?.Text}")
            .ToList();
        return Task.FromResult(faults.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join('\n', faults)));
    }
}
