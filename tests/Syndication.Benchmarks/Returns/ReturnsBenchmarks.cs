using System.Globalization;

namespace Syndication.Benchmarks.Returns;

/// <summary>What is promised of reading reports: how many a second, memory that does not grow with them, and none lost or counted twice.</summary>
internal static class ReturnsBenchmarks
{
    private const int Few = 1_000;
    private const int Killed = 2_000;
    private const int Many = 10_000;
    private const int Kills = 20;
    private const double LeastPerSecond = 200;
    private const double MemoryGrowth = 1.25;

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-returns-").FullName;
        try
        {
            var few = await ReadingRun.StartAsync(folder, Few, kills: 0, ct);
            var many = await ReadingRun.StartAsync(folder, Many, kills: 0, ct);
            var killed = await ReadingRun.StartAsync(folder, Killed, Kills, ct);
            var table = new Table("what", "measured", "bar", "met");
            var rate = many.Events / many.Seconds;
            var growth = (double)many.Peak / few.Peak;
            var isMet = Add(
                "reports read, judged and applied",
                Text($"{rate:F0}/s"),
                Text($"≥ {LeastPerSecond}/s"),
                rate >= LeastPerSecond
            );
            isMet &= Add("peak memory, 10,000 beside 1,000", Text($"{growth:F2} times"), Text($"≤ {MemoryGrowth}"), growth <= MemoryGrowth);
            isMet &= Add("applied, of 10,000", Applied(many), Text($"{Many} and {Many}"), IsExact(many, Many));
            isMet &= Add("applied, of 2,000, killed 20 times", Applied(killed), Text($"{Killed} and {Killed}"), IsExact(killed, Killed));
            Console.WriteLine(table);
            Console.WriteLine(Text($"peak {many.Peak / 1e6:N0} MB (of {Few:N0} reports: {few.Peak / 1e6:N0} MB)"));
            return isMet ? 0 : 1;

            bool Add(string what, string measured, string bar, bool met)
            {
                table.Add(what, measured, bar, met ? "yes" : "NO");
                return met;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Applied(Reading reading) => Text($"{reading.Suppressed} and {reading.Events}");

    private static bool IsExact(Reading reading, int reports) => (reading.Suppressed, reading.Events) == (reports, reports);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
