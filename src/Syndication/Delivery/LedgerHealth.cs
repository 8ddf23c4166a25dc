using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery.Leases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The ledger's invariant, of every group that is not settled: as many rows as were planned. Also whether its commits succeed.</summary>
internal sealed class LedgerHealth(Database database, LedgerWriter writer) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (writer.IsFaulted)
            return HealthCheckResult.Unhealthy("The ledger cannot commit; nothing is sent until it can.");
        var off = await database.ReadAsync(
            (db, token) =>
                db.Set<Mailing>()
                    .Where(mailing => !mailing.Settled)
                    .Select(mailing => new
                    {
                        mailing.Stream,
                        mailing.Group,
                        mailing.Planned,
                        Rows = db.Set<Message>().LongCount(row => row.Stream == mailing.Stream && row.Group == mailing.Group),
                    })
                    .Where(mailing => mailing.Planned != mailing.Rows)
                    .OrderBy(mailing => mailing.Group)
                    .FirstOrDefaultAsync(token),
            cancellationToken
        );
        return off is null
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"{off.Stream} {off.Group}: {off.Planned} planned, but {off.Rows} in the ledger.");
    }
}
