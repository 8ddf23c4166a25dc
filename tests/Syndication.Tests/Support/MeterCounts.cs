using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Tests.Support;

/// <summary>The counters of one meter of one host.</summary>
internal class MeterCounts : IDisposable
{
    private readonly MeterListener meters = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), long> counts = new();

    public MeterCounts(SyndicationHost host, string meter)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>(
            (instrument, count, labels, _) =>
                counts.AddOrUpdate(
                    (instrument.Name, string.Join(',', labels.ToArray().Select(label => $"{label.Key}={label.Value}"))),
                    count,
                    (_, sum) => sum + count
                )
        );
        meters.Start();
    }

    public long Of(string name) => counts.Where(count => count.Key.Name == name).Sum(count => count.Value);

    /// <summary>Each with its labels, as <c>name{label=value} count</c>, in order.</summary>
    public IEnumerable<string> All =>
        counts.Select(count => $"{count.Key.Name}{{{count.Key.Labels}}} {count.Value}").Order(StringComparer.Ordinal);

    public void Dispose() => meters.Dispose();
}
