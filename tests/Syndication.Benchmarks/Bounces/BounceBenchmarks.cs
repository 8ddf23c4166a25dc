using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Bounces.Judging;

namespace Syndication.Benchmarks.Bounces;

/// <summary>Everything that is promised of the judge: how often it agrees with others, and that nothing breaks it.</summary>
internal static class BounceBenchmarks
{
    private const int Seed = 20261127;
    private const int MostMebibytes = 64;
    private const double LongestMilliseconds = 50;

    private static readonly BounceJudge Judge = new(NullLogger<BounceJudge>.Instance);

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(int mutations, CancellationToken ct)
    {
        var score = CorpusScore.Of(Judge);
        Console.WriteLine(score.Table());
        foreach (var difference in score.Differences)
            Console.WriteLine(difference);
        var bars = new Table("what", "measured", "bar", "met");
        var isMet = true;
        void Add(string what, string measured, string bar, bool met)
        {
            isMet &= met;
            bars.Add(what, measured, bar, met ? "yes" : "NO");
        }

        Add("flufl.bounce's addresses", $"{score.FluflAddresses}", "≥ 98 %", score.FluflAddresses.Value >= 0.98);
        Add("Sisimai's addresses", $"{score.SisimaiAddresses}", "≥ 96 %", score.SisimaiAddresses.Value >= 0.96);
        Add("hard or soft", $"{score.HardOrSoft}", "≥ 94 %", score.HardOrSoft.Value >= 0.94);
        Add("harmless reasons called hard", $"{score.Wronged.Count}", "0", score.Wronged.Count == 0);
        Add("complaint or bounce", $"{score.Complaints}", "100 %", score.Complaints.Value >= 1);
        Add("no bounce is none", $"{score.NoBounces}", "100 %", score.NoBounces.Value >= 1);
        var (exitCode, output) = await SpoilAsync(mutations, ct);
        Add($"{mutations:N0} spoiled mails", "below", $"no fault, ≤ {LongestMilliseconds} ms, ≤ {MostMebibytes} MiB", exitCode == 0);
        Console.WriteLine();
        Console.WriteLine(bars);
        Console.WriteLine(output);
        return isMet ? 0 : 1;
    }

    /// <summary>Judges spoiled mails in this process.</summary>
    public static int Spoil(int mutations)
    {
        var run = MutationRun.Of(Judge, mutations, Seed);
        foreach (var line in run.Faults.Take(20).Concat(run.Costly))
            Console.WriteLine(line);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{mutations:N0} spoiled mails: {run.Faults.Count} faults, processor time median {run.Median:F2} ms, 99 % below {run.Percentile99:F2} ms (bar {LongestMilliseconds}), longest {run.Longest:F1} ms; by the clock 99 % below {run.ElapsedPercentile99:F2} ms; heap limit {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1048576.0:F0} MiB, allocated for one mail at most {run.MostAllocated / 1048576.0:F1} MiB, peak resident {ChildProcess.MemoryOf(Environment.ProcessId, "VmHWM") / 1048576.0:F0} MiB"
            )
        );
        return run.Faults.Count == 0 && run.Percentile99 <= LongestMilliseconds ? 0 : 1;
    }

    /// <summary>The spoiled mails in a process of their own, whose heap the runtime keeps below the bar.</summary>
    /// <returns>0 where nothing broke and the bars were met, and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> SpoilAsync(int mutations, CancellationToken ct)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Syndication.Benchmarks.dll"),
                "spoil",
                mutations.ToString(CultureInfo.InvariantCulture),
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = (MostMebibytes * 1024L * 1024).ToString("x", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output);
    }
}
