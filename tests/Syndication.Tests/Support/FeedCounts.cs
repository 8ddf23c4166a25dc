using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds;

namespace Syndication.Tests.Support;

/// <summary>The counters of the feeds' cache of one host.</summary>
internal sealed class FeedCounts : IDisposable
{
    private readonly MeterListener meters = new();
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public FeedCounts(SyndicationHost host)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == FeedsMetrics.Meter && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>(
            (instrument, count, _, _) => counts.AddOrUpdate(instrument.Name, count, (_, sum) => sum + count)
        );
        meters.Start();
    }

    public long Renders => Of(FeedsMetrics.Renders);

    public long Of(string name) => counts.GetValueOrDefault(name);

    public void Dispose() => meters.Dispose();
}
