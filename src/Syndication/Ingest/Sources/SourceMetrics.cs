using System.Diagnostics.Metrics;

namespace Syndication.Ingest.Sources;

/// <summary>What is counted of sources: by outcome, never by source.</summary>
internal sealed class SourceMetrics
{
    /// <summary>The meter.</summary>
    public const string Meter = "Syndication.Sources";

    /// <summary>Counts fetches by outcome.</summary>
    public const string Fetches = "syndication.sources.fetches";

    /// <summary>Time from when a source fell due until it was asked.</summary>
    public const string Lateness = "syndication.sources.lateness";

    private readonly Counter<long> fetches;
    private readonly Counter<long> items;
    private readonly Histogram<double> lateness;

    public SourceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        fetches = meter.CreateCounter<long>(Fetches, "{fetch}", "Sources asked.");
        items = meter.CreateCounter<long>("syndication.sources.items", "{item}", "Pieces that sources brought.");
        lateness = meter.CreateHistogram<double>(Lateness, "s", "From when a source fell due until it was asked.");
    }

    public void Count(SourceOutcome outcome, SourceReport? report)
    {
        fetches.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        if (report is null)
            return;
        Add(report.New, "new");
        Add(report.Revised, "revised");
        Add(report.Unchanged, "unchanged");
        Add(report.Withdrawn, "withdrawn");
        Add(report.Refused, "refused");
    }

    public void NoteLateness(TimeSpan late, bool wasFailing) =>
        lateness.Record(late.TotalSeconds, new KeyValuePair<string, object?>("failing", wasFailing));

    private void Add(int count, string outcome)
    {
        if (count > 0)
            items.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
