using System.Globalization;

namespace Syndication.Benchmarks.Digests;

/// <summary>Everything that is promised of the speed of planning and compiling.</summary>
internal sealed class DigestBenchmarks(DigestSettings settings, string folder)
{
    private const int Few = 10_000;
    private const double LongestTick = 5;
    private const double Growth = 1.1;
    private const double MemoryGrowth = 1.25;

    private readonly Table table = new("what", "measured", "bar", "met");
    private bool isMet = true;

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(DigestSettings settings, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-digests-").FullName;
        try
        {
            var benchmarks = new DigestBenchmarks(settings, folder);
            if (settings.Parts.Contains("compile"))
                await benchmarks.CompileAsync(ct);
            if (settings.Parts.Contains("day"))
                await benchmarks.LiveAsync(ct);
            Console.WriteLine(benchmarks.table);
            return benchmarks.isMet ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task CompileAsync(CancellationToken ct)
    {
        var (samples, cpu, bytes) = await CompileBenchmark.RunAsync(Path.Combine(folder, "compile"), ct);
        Add("an issue of 40 articles, median", samples.Median(), "ms", CompileBenchmark.Bar);
        Say(
            $"an issue of 40 articles: {bytes:N0} bytes, lowest {samples.Min():F1} ms, 95 % below {samples.Percentile(0.95):F1} ms, {cpu:F1} ms of CPU"
        );
    }

    // The few have the issues to themselves that the many share. So the cost of each further reader is compared too.
    private async Task LiveAsync(CancellationToken ct)
    {
        var few = await LiveAsync(Few, ct);
        var some = await LiveAsync(settings.Many / 10, ct);
        var many = await LiveAsync(settings.Many, ct);
        Add("the longest tick of a day", many.Longest, "s", LongestTick);
        Add("time per reader, many beside few", many.Seconds / settings.Many / (few.Seconds / Few), "times", Growth);
        if (settings.Many / 10 > Few)
        {
            var first = (some.Seconds - few.Seconds) / ((settings.Many / 10) - Few);
            var last = (many.Seconds - some.Seconds) / (settings.Many * 0.9);
            Add("time per further reader, the last beside the first", last / first, "times", Growth);
        }

        Add("peak memory, many beside few", (double)many.Peak / few.Peak, "times", MemoryGrowth);
    }

    private async Task<Day> LiveAsync(int readers, CancellationToken ct)
    {
        var day = await DayRun.StartAsync(folder, readers, ct);
        Say(
            $"{readers:N0} readers: {day.Seconds:F1} s ({1e6 * day.Seconds / readers:F0} µs each), {day.Cpu:F1} s of CPU, longest tick {day.Longest:F2} s, peak {day.Peak / 1e6:N0} MB"
        );
        return day.Queued == readers ? day : throw new InvalidOperationException($"{day.Queued} messages for {readers} readers.");
    }

    private void Add(string what, double value, string unit, double bar)
    {
        isMet &= value <= bar;
        table.Add(
            what,
            string.Create(CultureInfo.InvariantCulture, $"{value:F2} {unit}"),
            string.Create(CultureInfo.InvariantCulture, $"≤ {bar}"),
            value <= bar ? "yes" : "NO"
        );
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
