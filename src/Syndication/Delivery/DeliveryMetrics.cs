using System.Diagnostics.Metrics;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Relays;

namespace Syndication.Delivery;

/// <summary>What is counted of sending: by stream and relay, never by reader.</summary>
internal sealed class DeliveryMetrics
{
    private readonly Counter<long> sent;
    private readonly Counter<long> timely;
    private readonly Counter<long> deferred;
    private readonly Counter<long> failed;
    private readonly Counter<long> bounced;
    private readonly Counter<long> inDoubt;
    private readonly Counter<long> relayFaults;
    private readonly Counter<long> spared;
    private readonly Counter<long> renderFaults;

    public DeliveryMetrics(IMeterFactory meters, RelayPool relays, DomainPacing pacing)
    {
        var meter = meters.Create("Syndication.Delivery");
        sent = meter.CreateCounter<long>("syndication.delivery.sent", "{message}", "Messages that a relay accepted.");
        timely = meter.CreateCounter<long>(
            "syndication.delivery.in_time",
            "{message}",
            "Messages that a relay accepted soon enough after they were due (Delivery:InTime)."
        );
        deferred = meter.CreateCounter<long>("syndication.delivery.deferred", "{message}", "Attempts to be made again later.");
        failed = meter.CreateCounter<long>("syndication.delivery.failed", "{message}", "Messages that a relay refused for good.");
        bounced = meter.CreateCounter<long>("syndication.delivery.bounced", "{message}", "Messages that a relay refused for good, by why.");
        inDoubt = meter.CreateCounter<long>("syndication.delivery.in_doubt", "{message}", "Attempts without an answer.");
        relayFaults = meter.CreateCounter<long>(
            "syndication.delivery.relay_faults",
            "{attempt}",
            "Attempts that a relay refused altogether."
        );
        spared = meter.CreateCounter<long>("syndication.delivery.spared", "{message}", "Messages put off for their domain's sake.");
        renderFaults = meter.CreateCounter<long>("syndication.delivery.render_faults", "{message}", "Messages that could not be rendered.");
        Observe(meter, relays, pacing);
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="stream">Of which stream.</param>
    /// <param name="relay">By which relay.</param>
    /// <param name="outcome">What it said.</param>
    /// <param name="inTime">Whether a message that it took was not late.</param>
    public void Count(MessageStream stream, string relay, SendOutcome outcome, bool inTime)
    {
        var by = new KeyValuePair<string, object?>("relay", relay);
        Of(outcome).Add(1, Stream(stream), by);
        if (inTime && outcome is SendOutcome.Accepted)
            timely.Add(1, Stream(stream), by);
        if (outcome is SendOutcome.Rejected refusal)
            bounced.Add(1, Stream(stream), new KeyValuePair<string, object?>("reason", RefusalReasons.Of(refusal)));
    }

    /// <summary>Counts a message that waits because its domain wants less.</summary>
    public void CountSpared() => spared.Add(1);

    /// <summary>Counts a message that could not be rendered.</summary>
    public void CountRenderFault(MessageStream stream) => renderFaults.Add(1, Stream(stream));

    private static void Observe(Meter meter, RelayPool pool, DomainPacing pacing)
    {
        Gauge(
            "syndication.delivery.relay.up",
            "{relay}",
            "1, or 0 while it is at fault.",
            relay => relay.Breaker.ReopensAt is null ? 1 : 0
        );
        Gauge("syndication.delivery.relay.connections", "{connection}", "Connections that are open.", relay => relay.Open);
        Gauge("syndication.delivery.relay.window", "{connection}", "Connections that it was found to bear.", relay => relay.Window.Size);
        meter.CreateObservableGauge("syndication.delivery.spared_domains", () => pacing.Count, "{domain}", "Domains that want less.");

        void Gauge(string name, string unit, string description, Func<Relay, int> value) =>
            meter.CreateObservableGauge(
                name,
                () => pool.Relays.Select(one => new Measurement<int>(value(one), new KeyValuePair<string, object?>("relay", one.Name))),
                unit,
                description
            );
    }

    private static KeyValuePair<string, object?> Stream(MessageStream stream) =>
        new("stream", stream == MessageStream.Digest ? "digest" : "transactional");

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
