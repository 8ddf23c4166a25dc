namespace Syndication.Benchmarks.Feeds;

/// <summary>Everything that is promised of the feeds' speed.</summary>
internal static class FeedBenchmarks
{
    private const int SmallStore = 1_000;

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(Settings settings, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-benchmarks-").FullName;
        try
        {
            var small = Path.Combine(folder, "small");
            await Archive.FillAsync(Directory.CreateDirectory(small).FullName, SmallStore, ct);
            var met = true;
            if (settings.Parts.Contains("http"))
            {
                using var http = new HttpBenchmark(settings);
                met &= await http.RunAsync(folder, small, ct);
            }

            if (settings.Parts.Contains("memory"))
                met &= await MemoryBenchmark.RunAsync(small, settings.Requests, ct);
            if (settings.Parts.Contains("cold"))
                met &= await ColdBenchmark.RunAsync(small, ct);
            if (settings.Parts.Contains("rerender"))
            {
                var large = settings.Store ?? Path.Combine(folder, "large");
                await Archive.FillAsync(Directory.CreateDirectory(large).FullName, settings.Articles, ct);
                met &= await RerenderBenchmark.RunAsync(small, large, settings.Articles, ct);
            }

            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
