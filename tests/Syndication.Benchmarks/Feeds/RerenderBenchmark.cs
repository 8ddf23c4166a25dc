using System.Diagnostics;
using System.Globalization;

namespace Syndication.Benchmarks.Feeds;

/// <summary>The first request after a publish: the feed is read from the store, written and packed anew.</summary>
internal static class RerenderBenchmark
{
    private const int WarmUps = 100;
    private const int Publishes = 300;
    private const double Bar = 25;
    private const double GrowthBar = 1.5;

    // The feed of everything, at its full fifty items, and of one section: what readers ask for most.
    private static readonly string[] Paths = ["feeds/all.rss", "feeds/all.atom", "feeds/all.json", "feeds/sections/section-1.rss"];

    public static async Task<bool> RunAsync(string small, string large, int articles, CancellationToken ct)
    {
        var few = await MeasureAsync(small, ct);
        var many = await MeasureAsync(large, ct);
        var table = new Table(["first request after a publish, 50 items", "p50", "p99", "longest", "bar", "met"]);
        var (bounded, grown) = (few.Percentile(0.99) <= Bar, many.Percentile(0.99) / few.Percentile(0.99));
        var flat = grown <= GrowthBar || many.Percentile(0.5) / few.Percentile(0.5) <= GrowthBar;
        table.Add("1,000 articles", Text(few, 0.5), Text(few, 0.99), Text(few, 1), $"p99 ≤ {Bar} ms", bounded ? "yes" : "NO");
        table.Add(
            string.Create(CultureInfo.InvariantCulture, $"{articles:N0} articles"),
            Text(many, 0.5),
            Text(many, 0.99),
            Text(many, 1),
            string.Create(
                CultureInfo.InvariantCulture,
                $"≤ {GrowthBar} × the above: p50 {many.Percentile(0.5) / few.Percentile(0.5):F2}, p99 {grown:F2}"
            ),
            flat ? "yes" : "NO"
        );
        Console.WriteLine($"\n{Publishes} publishes each, over HTTP with gzip; milliseconds.\n{table}");
        return bounded && flat;
    }

    private static string Text(List<double> samples, double share) =>
        samples.Percentile(share).ToString("F1", CultureInfo.InvariantCulture);

    private static async Task<List<double>> MeasureAsync(string data, CancellationToken ct)
    {
        await using var host = await InProcessHost.StartAsync(data, ct);
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var samples = new List<double>();
        for (var i = 0; i < WarmUps + Publishes; i++)
        {
            var path = Paths[i % Paths.Length];
            await Archive.PublishAsync(host.Services, Archive.Article("section-1", i, TimeProvider.System.GetUtcNow()), ct);
            var renders = host.Renders;
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path, ct);
            answer.EnsureSuccessStatusCode();
            if (i >= WarmUps)
                samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (host.Renders != renders + 1)
                throw new InvalidOperationException($"{path} was written {host.Renders - renders} times after a publish, not once.");
        }

        return samples;
    }
}
