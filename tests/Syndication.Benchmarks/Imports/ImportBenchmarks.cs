using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Benchmarks.Imports;

/// <summary>What is promised of a large archive: how many posts a second, memory that does not grow with it, and that a stop costs only what was not yet stored.</summary>
internal static partial class ImportBenchmarks
{
    private const double LeastPerSecond = 500;
    private const double MostMemory = 200e6;
    private const int Kills = 3;

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(int posts, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-imports-").FullName;
        try
        {
            var (one, all) = (Path.Combine(folder, "one.xml"), Path.Combine(folder, "all.xml"));
            await ExportFile.WriteAsync(one, 1, ct);
            await ExportFile.WriteAsync(all, posts, ct);
            Console.WriteLine(Text($"{posts:N0} posts, {new FileInfo(all).Length / 1e6:N0} MB"));

            var idle = await FreshAsync(folder, "idle", one, ct);
            var whole = await FreshAsync(folder, "whole", all, ct);
            var again = await ImportAsync(Path.Combine(folder, "whole"), all, ct);
            var (resumed, kept) = await KilledAsync(folder, all, whole.Seconds, ct);
            return Print(posts, idle, whole, again, resumed, kept) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Print(int posts, ImportRun idle, ImportRun whole, ImportRun again, ImportRun resumed, int kept)
    {
        var table = new Table("what", "measured", "bar", "met");
        // Starting the program is no part of importing: it is what the import of a single post takes.
        var rate = posts / (whole.Seconds - idle.Seconds);
        var memory = whole.Peak - idle.Peak;
        var isMet = Add("posts stored", Text($"{rate:F0}/s"), Text($"≥ {LeastPerSecond}/s"), rate >= LeastPerSecond);
        isMet &= Add(
            "memory over the import of one post",
            Text($"{memory / 1e6:F0} MB"),
            Text($"≤ {MostMemory / 1e6} MB"),
            memory <= MostMemory
        );
        isMet &= Add(
            "created, then unchanged",
            $"{Count(whole, "created")}, {Count(again, "unchanged")}",
            Text($"{posts}, {posts}"),
            Count(whole, "created") == posts && Count(again, "unchanged") == posts
        );
        isMet &= Add("the same again", Text($"{posts / Math.Max(0.001, again.Seconds - idle.Seconds):F0}/s"), "", met: true);
        isMet &= Add(
            Text($"killed {Kills} times, then resumed: kept + created"),
            Text($"{Count(resumed, "unchanged")} + {Count(resumed, "created")}"),
            Text($"{posts}, some kept"),
            Count(resumed, "unchanged") + Count(resumed, "created") == posts && Count(resumed, "unchanged") > 0 && kept > 0
        );
        Console.WriteLine(table);
        Console.WriteLine(
            Text(
                $"seconds: {whole.Seconds:F1} (one post {idle.Seconds:F1}, again {again.Seconds:F1}); peak {whole.Peak / 1e6:F0} MB (one post {idle.Peak / 1e6:F0} MB)"
            )
        );
        return isMet;

        bool Add(string what, string measured, string bar, bool met)
        {
            table.Add(what, measured, bar, met ? "yes" : "NO");
            return met;
        }
    }

    private static async Task<ImportRun> FreshAsync(string folder, string name, string export, CancellationToken ct)
    {
        var data = Path.Combine(folder, name);
        await ImportRun.StartAsync(data, killAfter: null, ["sections", "add", "notes"], ct);
        return await ImportAsync(data, export, ct);
    }

    private static async Task<(ImportRun Resumed, int Kept)> KilledAsync(string folder, string export, double seconds, CancellationToken ct)
    {
        var data = Path.Combine(folder, "killed");
        await ImportRun.StartAsync(data, killAfter: null, ["sections", "add", "notes"], ct);
        for (var kill = 0; kill < Kills; kill++)
            await ImportRun.StartAsync(data, TimeSpan.FromSeconds(seconds / 3), ["import", "wxr", export], ct);
        var resumed = await ImportAsync(data, export, ct);
        return (resumed, Count(resumed, "unchanged"));
    }

    private static Task<ImportRun> ImportAsync(string data, string export, CancellationToken ct) =>
        ImportRun.StartAsync(data, killAfter: null, ["import", "wxr", export], ct);

    private static int Count(ImportRun run, string what) =>
        Counts.Matches(run.Output).LastOrDefault(match => match.Groups["what"].Value == what) is { } found
            ? int.Parse(found.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<count>[0-9]+) (?<what>created|unchanged)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counts { get; }
}
