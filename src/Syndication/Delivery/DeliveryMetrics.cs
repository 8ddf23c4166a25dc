using System.Diagnostics.Metrics;
using Syndication.Delivery.Relays;

namespace Syndication.Delivery;

/// <summary>What is counted of sending: by stream and relay, never by reader.</summary>
internal sealed class DeliveryMetrics
{
    private readonly Counter<long> sent;
    private readonly Counter<long> deferred;
    private readonly Counter<long> failed;
    private readonly Counter<long> inDoubt;
    private readonly Counter<long> relayFaults;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Syndication.Delivery");
        sent = meter.CreateCounter<long>("syndication.delivery.sent", "{message}", "Messages that a relay accepted.");
        deferred = meter.CreateCounter<long>("syndication.delivery.deferred", "{message}", "Attempts to be made again later.");
        failed = meter.CreateCounter<long>("syndication.delivery.failed", "{message}", "Messages that a relay refused for good.");
        inDoubt = meter.CreateCounter<long>("syndication.delivery.in_doubt", "{message}", "Attempts without an answer.");
        relayFaults = meter.CreateCounter<long>(
            "syndication.delivery.relay_faults",
            "{attempt}",
            "Attempts that a relay refused altogether."
        );
    }

    /// <summary>Counts an attempt.</summary>
    public void Count(MessageStream stream, string relay, SendOutcome outcome) =>
        Of(outcome)
            .Add(
                1,
                new KeyValuePair<string, object?>("stream", stream == MessageStream.Digest ? "digest" : "transactional"),
                new KeyValuePair<string, object?>("relay", relay)
            );

    private Counter<long> Of(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Accepted => sent,
            SendOutcome.Rejected => failed,
            SendOutcome.InDoubt => inDoubt,
            SendOutcome.RelayFault => relayFaults,
            _ => deferred,
        };
}
