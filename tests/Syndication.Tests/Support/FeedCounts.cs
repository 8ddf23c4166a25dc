using Syndication.Feeds;

namespace Syndication.Tests.Support;

/// <summary>The counters of the feeds' cache of one host.</summary>
internal sealed class FeedCounts(SyndicationHost host) : MeterCounts(host, FeedsMetrics.Meter)
{
    public long Renders => Of(FeedsMetrics.Renders);
}
