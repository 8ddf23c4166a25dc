using Syndication.Delivery;

namespace Syndication.Digests;

/// <summary>What the minute does to digests.</summary>
internal sealed class DigestJobs(Planner planner, SenderSignal senders)
{
    /// <summary>Plans whoever is due and wakes the senders. Safe to run again, and at once on several nodes.</summary>
    public async Task PlanAsync(CancellationToken ct)
    {
        if (await planner.PlanDueAsync(ct) > 0)
            senders.Wake();
    }
}
