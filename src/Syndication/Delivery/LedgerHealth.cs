using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Delivery.Leases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// The ledger's invariant, of every group that is not settled: as many rows as were planned. Also whether its commits
/// succeed; degraded while messages wait for the operator.
/// </summary>
internal sealed class LedgerHealth(Database database, LedgerWriter writer, HeldMessages held) : IHealthCheck
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
        if (off is not null)
            return HealthCheckResult.Unhealthy($"{off.Stream} {off.Group}: {off.Planned} planned, but {off.Rows} in the ledger.");
        return await held.CountAsync(cancellationToken) is > 0 and var waiting
            ? HealthCheckResult.Degraded($"{waiting} held: they may have arrived, and wait for the operator.")
            : HealthCheckResult.Healthy();
    }
}
