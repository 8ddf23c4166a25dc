using System.Diagnostics.Metrics;
using Syndication.Digests.Tracking;

namespace Syndication.Digests;

/// <summary>Figures of planning and compiling; no label names a reader.</summary>
internal sealed class DigestMetrics
{
    private readonly Counter<long> planned;
    private readonly Counter<long> overtaken;
    private readonly Counter<long> clicks;
    private readonly Counter<long> opens;
    private readonly Histogram<double> compiling;
    private readonly Histogram<int> bytes;

    public DigestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Syndication.Digests");
        planned = meter.CreateCounter<long>("syndication.digests.planned", "{message}", "Messages put into the ledger");
        overtaken = meter.CreateCounter<long>(
            "syndication.digests.overtaken",
            "{reader}",
            "Readers whose plan changed while they were being planned; they come with the next tick"
        );
        clicks = meter.CreateCounter<long>("syndication.digests.clicks", "{click}", "Counted links that were followed, by who did it");
        opens = meter.CreateCounter<long>("syndication.digests.opens", "{open}", "Mails that were opened, by who did it");
        compiling = meter.CreateHistogram<double>("syndication.digests.compile.duration", "s", "Time to compile and render one issue");
        bytes = meter.CreateHistogram<int>("syndication.digests.size", "By", "Size of an encoded issue");
    }

    public void Planned(int messages) => planned.Add(messages);

    public void Overtaken(int readers) => overtaken.Add(readers);

    public void Followed(TrackedLinkKind kind, HitSource source, long count) =>
        (kind is TrackedLinkKind.Picture ? opens : clicks).Add(
            count,
            new KeyValuePair<string, object?>("by", source.ToString().ToLowerInvariant())
        );

    public void Compiled(TimeSpan duration, int size)
    {
        compiling.Record(duration.TotalSeconds);
        bytes.Record(size);
    }
}
