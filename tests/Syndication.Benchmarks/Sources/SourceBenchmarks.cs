using System.Diagnostics;
using System.Globalization;
using Syndication.Ingest.Sources;

namespace Syndication.Benchmarks.Sources;

/// <summary>What is promised of pulling: how many unchanged sources a second, and that the broken ones keep none of the others waiting.</summary>
internal static class SourceBenchmarks
{
    private const int Sources = 2_000;
    private const int Hosts = 100;
    private const int Rounds = 3;
    private const double LeastPerSecond = 300;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(140);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostLate = TimeSpan.FromSeconds(5);

    /// <summary>The parts, as the command line names them.</summary>
    public static readonly IReadOnlyList<string> Parts = ["rate", "time"];

    /// <param name="parts">Some of <see cref="Parts"/>; none: all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyCollection<string> parts, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-sources-").FullName;
        try
        {
            await using var farm = await SourceFarm.StartAsync(Sources, Hosts, ct);
            var table = new Table("what", "measured", "bar", "met");
            var isMet = true;
            if (parts.Count == 0 || parts.Contains("rate"))
                isMet &= await RateAsync(farm, Path.Combine(folder, "rate"), table, ct);
            if (parts.Count == 0 || parts.Contains("time"))
                isMet &= await PunctualityAsync(farm, Path.Combine(folder, "time"), table, ct);
            Console.WriteLine(table);
            return isMet ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How late the healthy ones were by what their server saw.</summary>
    /// <param name="asked">When each was asked.</param>
    /// <param name="sources">How many there are.</param>
    /// <param name="from">When the watch began.</param>
    /// <param name="until">When it ended.</param>
    public static (TimeSpan Latest, int Late) Lateness(
        Dictionary<int, List<DateTimeOffset>> asked,
        int sources,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        var (latest, late) = (TimeSpan.Zero, 0);
        foreach (var number in Enumerable.Range(0, sources).Where(number => !SourceFarm.Breaks(number)))
        {
            var times = asked.GetValueOrDefault(number, []).Order().Prepend(from).Append(until).ToList();
            var worst = times.Zip(times.Skip(1), (one, next) => next - one - Every).Max();
            latest = worst > latest ? worst : latest;
            late += worst > MostLate ? 1 : 0;
        }

        return (latest, late);
    }

    private static async Task<bool> RateAsync(SourceFarm farm, string folder, Table table, CancellationToken ct)
    {
        await using var host = await PullingHost.OpenAsync(farm, folder, gap: TimeSpan.Zero, ct);
        var watch = Stopwatch.StartNew();
        await host.Jobs.RunAsync(ct);
        table.Add("first pulls, one piece each", Text($"{Sources / watch.Elapsed.TotalSeconds:F0}/s"), "none", "");
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await host.MakeDueAsync(ct);
            watch.Restart();
            await host.Jobs.RunAsync(ct);
            rates.Add(Sources / watch.Elapsed.TotalSeconds);
        }

        var outcomes = await host.OutcomesAsync(ct);
        if (outcomes.GetValueOrDefault(SourceOutcome.NotModified) != Sources)
            throw new InvalidOperationException("Not all were 304: " + string.Join(", ", outcomes));
        farm.Asked();
        var rate = rates.Order().ElementAt(Rounds / 2);
        table.Add("304s, the median of three rounds", Text($"{rate:F0}/s"), Text($"≥ {LeastPerSecond}/s"), Met(rate >= LeastPerSecond));
        return rate >= LeastPerSecond;
    }

    private static async Task<bool> PunctualityAsync(SourceFarm farm, string folder, Table table, CancellationToken ct)
    {
        await using var host = await PullingHost.OpenAsync(farm, folder, gap: TimeSpan.FromSeconds(1), ct);
        await host.Jobs.RunAsync(ct);
        farm.Asked();
        farm.IsBroken = true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var from = TimeProvider.System.GetUtcNow();
        var pulling = host.PullUntilAsync(stop.Token);
        await Task.Delay(Watched, TimeProvider.System, ct);
        await stop.CancelAsync();
        await pulling;
        var asked = farm.Asked();
        var (latest, late) = Lateness(asked, farm.Sources, from, from + Watched);
        var fetched = asked.Where(pair => !SourceFarm.Breaks(pair.Key)).Sum(pair => pair.Value.Count);
        table.Add(Text($"fetches of healthy ones in {Watched.TotalSeconds} s, each due every minute"), Text($"{fetched}"), "none", "");
        table.Add("healthy ones that were late or missed", Text($"{late} of {Sources * 9 / 10}"), "0", Met(late == 0));
        table.Add("the latest of them", Text($"{latest.TotalSeconds:F1} s"), Text($"≤ {MostLate.TotalSeconds} s"), Met(latest <= MostLate));
        return late == 0 && latest <= MostLate;
    }

    private static string Met(bool met) => met ? "yes" : "NO";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
