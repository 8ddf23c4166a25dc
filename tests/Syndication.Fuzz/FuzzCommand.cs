using System.Globalization;

namespace Syndication.Fuzz;

/// <summary>
/// <c>feeds [--count N] [--seed S] [--first N]</c> reads spoiled feeds and ends with 1 where one crashed or took over a second;
/// <c>speed</c> prints how fast ordinary feeds are read.
/// </summary>
internal static class FuzzCommand
{
    private const int Step = 20_000;

    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["speed"]:
                FeedSpeed.Print(Console.Out);
                return 0;
            case ["feeds", ..]:
                return Run(ValueOf(args, "--first", 0), ValueOf(args, "--count", 20_000), ValueOf(args, "--seed", 1)) ? 0 : 1;
            default:
                Console.Error.WriteLine("feeds [--count N] [--seed S] [--first N], or speed");
                return 2;
        }
    }

    private static bool Run(int first, int count, int seed)
    {
        var seeds = SeedFiles.Read();
        Console.WriteLine($"{seeds.Count} seeds, seed {seed}, numbers from {first}");
        var isGood = true;
        for (var done = 0; done < count; done += Step)
        {
            var result = new FeedFuzz(new Mutator(seeds, seed)).Run(first + done, Math.Min(Step, count - done), CancellationToken.None);
            var heap = GC.GetTotalMemory(forceFullCollection: true) / 1_000_000;
            Console.WriteLine($"{result}, heap {heap} MB, process {Environment.WorkingSet / 1_000_000} MB");
            foreach (var line in result.Crashes.Take(10).Concat(result.Slow.Take(10)))
                Console.WriteLine("  " + line);
            isGood &= result.Crashes.Count == 0 && result.Slow.Count == 0;
        }

        return isGood;
    }

    private static int ValueOf(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
