using System.Diagnostics.Metrics;
using Syndication.Delivery.Returns;

namespace Syndication.Delivery.Gate;

/// <summary>What is counted of the gate and the brake; never a domain, never a reader.</summary>
internal sealed class GateMetrics
{
    private readonly Counter<long> stopped;

    public GateMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Syndication.Delivery");
        stopped = meter.CreateCounter<long>(
            "syndication.delivery.stopped",
            "{mailing}",
            "Digests that were stopped because too much came back."
        );
        meter.CreateObservableGauge("syndication.delivery.gate.faults", () => Faults, "{fault}", "Faults of the publication's sending.");
        meter.CreateObservableGauge(
            "syndication.delivery.excessive_domains",
            () => Excessive,
            "{domain}",
            "Receiving domains from which too much comes back."
        );
        meter.CreateObservableGauge(
            "syndication.delivery.returned",
            () =>
                Enum.GetValues<ReturnClass>()
                    .Select(kind => new Measurement<long>(
                        Returned.GetValueOrDefault(kind),
                        new KeyValuePair<string, object?>("class", kind.ToString().ToLowerInvariant())
                    )),
            "{message}",
            "Digest messages of which something came back in a day: hard and soft bounces, complaints, readers who left."
        );
    }

    /// <summary>What came back in the day before the last look of the brake.</summary>
    public IReadOnlyDictionary<ReturnClass, long> Returned { get; set; } = new Dictionary<ReturnClass, long>();

    /// <summary>Faults at the last look of the gate.</summary>
    public int Faults { get; set; }

    /// <summary>Domains at the last look of the brake.</summary>
    public int Excessive { get; set; }

    /// <summary>Counts digests that were stopped.</summary>
    public void CountStopped(int digests) => stopped.Add(digests);
}
