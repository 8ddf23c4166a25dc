using System.Diagnostics.Metrics;

namespace Syndication.Digests;

/// <summary>Figures of planning and compiling; no label names a reader.</summary>
internal sealed class DigestMetrics
{
    private readonly Counter<long> planned;
    private readonly Counter<long> overtaken;
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
        compiling = meter.CreateHistogram<double>("syndication.digests.compile.duration", "s", "Time to compile and render one issue");
        bytes = meter.CreateHistogram<int>("syndication.digests.size", "By", "Size of an encoded issue");
    }

    public void Planned(int messages) => planned.Add(messages);

    public void Overtaken(int readers) => overtaken.Add(readers);

    public void Compiled(TimeSpan duration, int size)
    {
        compiling.Record(duration.TotalSeconds);
        bytes.Record(size);
    }
}
