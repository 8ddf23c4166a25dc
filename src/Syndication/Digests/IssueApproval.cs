using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>Lets issues go out that wait for somebody's approval. Whoever joins one later gets it at once: it is the same issue.</summary>
internal sealed class IssueApproval(Database database, Ledger ledger, IOptions<DeliveryOptions> delivery, TimeProvider clock)
{
    /// <summary>Approves it.</summary>
    /// <returns>False where it does not wait for that.</returns>
    public Task<bool> ApproveAsync(long issue, CancellationToken ct) =>
        database.WriteAsync(
            (db, token) => ledger.ApproveAsync(db, MessageStream.Digest, issue, clock.GetUtcNow() + delivery.Value.FreshFor, token),
            ct
        );
}
