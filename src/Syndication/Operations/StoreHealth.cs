using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Operations;

/// <summary>Ready: the store answers at the current model.</summary>
internal sealed class StoreHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var pending = await database.ReadAsync(
            async (db, ct) => (await db.Database.GetPendingMigrationsAsync(ct)).Count(),
            cancellationToken
        );
        if (pending > 0)
            return HealthCheckResult.Unhealthy($"{pending} migrations are pending");
        var sections = await database.ReadAsync((db, ct) => db.Set<Section>().CountAsync(ct), cancellationToken);
        return HealthCheckResult.Healthy($"{sections} sections");
    }
}
