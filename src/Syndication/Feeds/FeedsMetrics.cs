using System.Diagnostics.Metrics;

namespace Syndication.Feeds;

/// <summary>What the feeds' cache does, for <c>dotnet-counters</c> and collectors: the meter <c>Syndication.Feeds</c>.</summary>
internal sealed class FeedsMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "Syndication.Feeds";

    /// <summary>The counter of renderings.</summary>
    public const string Renders = "renders";

    private readonly Counter<long> renders;
    private readonly Counter<long> hits;
    private readonly Counter<long> notModified;

    public FeedsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        renders = meter.CreateCounter<long>(Renders, description: "Feeds that were written anew.");
        hits = meter.CreateCounter<long>("hits", description: "Requests that were answered from memory.");
        notModified = meter.CreateCounter<long>("not_modified", description: "Answers 304.");
    }

    public void Rendered() => renders.Add(1);

    public void Hit() => hits.Add(1);

    public void NotModified() => notModified.Add(1);
}
