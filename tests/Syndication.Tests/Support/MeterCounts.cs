using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Tests.Support;

/// <summary>The counters of one meter of one host.</summary>
internal class MeterCounts : IDisposable
{
    private readonly MeterListener meters = new();
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public MeterCounts(SyndicationHost host, string meter)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>(
            (instrument, count, _, _) => counts.AddOrUpdate(instrument.Name, count, (_, sum) => sum + count)
        );
        meters.Start();
    }

    public long Of(string name) => counts.GetValueOrDefault(name);

    public void Dispose() => meters.Dispose();
}
