using System.Diagnostics.Metrics;

namespace Syndication.Feeds.WebSub;

/// <summary>What is counted of the hub: by outcome, never by subscriber.</summary>
internal sealed class HubMetrics
{
    private readonly Counter<long> verifications;
    private readonly Counter<long> deliveries;

    public HubMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Syndication.Hub");
        verifications = meter.CreateCounter<long>("syndication.hub.verifications", "{request}", "Callbacks asked whether they meant it.");
        deliveries = meter.CreateCounter<long>("syndication.hub.deliveries", "{attempt}", "Attempts to deliver a change or to ping a hub.");
    }

    public void CountVerification(HubMode mode, bool tookEffect) =>
        verifications.Add(1, new("mode", mode.ToString().ToLowerInvariant()), new("confirmed", tookEffect));

    /// <param name="outcome"><c>delivered</c>, <c>failed</c> or <c>gone</c>.</param>
    public void CountDelivery(string outcome) => deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
