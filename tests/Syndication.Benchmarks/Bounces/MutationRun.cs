using System.Globalization;
using Syndication.Bounces.Judging;

namespace Syndication.Benchmarks.Bounces;

/// <summary>Judges spoiled mails of the corpus, with every fault seen.</summary>
internal sealed class MutationRun
{
    private const double Noticeable = 10;
    private const long NoticeableBytes = 8 * 1024 * 1024;

    private readonly List<double> milliseconds = [];
    private readonly List<double> elapsed = [];
    private readonly List<(string Name, double Milliseconds, long Allocated)> costs = [];

    /// <summary>By the clock, which runs on while others have the processor.</summary>
    public double ElapsedPercentile99 => elapsed.Percentile(0.99);

    /// <summary>The processor time that 99 of 100 mails took less than.</summary>
    public double Percentile99 => milliseconds.Percentile(0.99);

    public double Median => milliseconds.Median();

    public double Longest => milliseconds.Max();

    /// <summary>The most that one mail allocated.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>The mails that cost most: time, memory, and which.</summary>
    public IEnumerable<string> Costly =>
        costs
            .OrderByDescending(cost => cost.Milliseconds)
            .Take(3)
            .Concat(costs.OrderByDescending(cost => cost.Allocated).Take(3))
            .Select(cost =>
                string.Create(CultureInfo.InvariantCulture, $"{cost.Milliseconds:F1} ms, {cost.Allocated / 1048576.0:F1} MiB: {cost.Name}")
            );

    /// <summary>What broke: the file, the number of the mutation, the fault.</summary>
    public List<string> Faults { get; } = [];

    public static MutationRun Of(BounceJudge judge, int count, int seed)
    {
        var run = new MutationRun();
        var mails = BounceCorpus.Mails.Select(mail => (mail.File, Bytes: ReadAll(mail.File))).ToList();
        var mutator = new Mutator(seed);
        for (var i = 0; i < count; i++)
        {
            var (file, bytes) = mails[i % mails.Count];
            run.Judge(judge, file, i, mutator.Mutate(bytes));
        }

        return run;
    }

    private void Judge(BounceJudge judge, string file, int number, byte[] mail)
    {
        using var stream = new MemoryStream(mail);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = TimeProvider.System.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        try
        {
            if (judge.Examine(stream).Verdicts.Count == 0)
                Faults.Add($"{file} #{number}: no verdict");
        }
        catch (Exception fault)
        {
            Faults.Add($"{file} #{number}: {fault}");
        }

        var took = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds;
        elapsed.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        milliseconds.Add(took);
        MostAllocated = Math.Max(MostAllocated, allocated);
        if (took > Noticeable || allocated > NoticeableBytes)
            costs.Add(($"{file} #{number}, {mail.Length} bytes", took, allocated));
    }

    private static byte[] ReadAll(string file)
    {
        using var stream = BounceCorpus.Open(file);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
