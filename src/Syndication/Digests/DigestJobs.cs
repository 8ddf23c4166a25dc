using Syndication.Delivery;
using Syndication.Digests.Editors;

namespace Syndication.Digests;

/// <summary>What the minute does to digests.</summary>
internal sealed class DigestJobs(Planner planner, SpecialEditions editions, SenderSignal senders)
{
    /// <summary>Plans whoever is due and wakes the senders. Safe to run again, and at once on several nodes.</summary>
    public async Task PlanAsync(CancellationToken ct)
    {
        // First what editors send out of turn: who is due at the same minute has those articles then, and does not get them twice.
        var queued = await editions.QueueAsync(ct);
        if (queued + await planner.PlanDueAsync(ct) > 0)
            senders.Wake();
    }
}
