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

            return met ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
