using System.Globalization;
using Syndication.Fuzz;

// feeds [--count N] [--seed S] [--first N]: reads spoiled feeds and ends with 1 where one crashed or took over a second.
// speed: prints how fast ordinary feeds are read.
if (args is ["speed"])
{
    FeedSpeed.Print(Console.Out);
    return 0;
}

if (args is not ["feeds", ..])
{
    Console.Error.WriteLine("feeds [--count N] [--seed S] [--first N], or speed");
    return 2;
}

var count = ValueOf("--count", 20_000);
var seed = ValueOf("--seed", 1);
var first = ValueOf("--first", 0);
var seeds = SeedFiles.Read();
Console.WriteLine($"{seeds.Count} seeds, seed {seed}, numbers from {first}");
const int Step = 20_000;
var isGood = true;
for (var done = 0; done < count; done += Step)
{
    var result = new FeedFuzz(new Mutator(seeds, seed)).Run(first + done, Math.Min(Step, count - done), CancellationToken.None);
    GC.Collect();
    Console.WriteLine(
        $"{result}, heap {GC.GetTotalMemory(forceFullCollection: true) / 1_000_000} MB, process {Environment.WorkingSet / 1_000_000} MB"
    );
    foreach (var line in result.Crashes.Take(10).Concat(result.Slow.Take(10)))
        Console.WriteLine("  " + line);
    isGood &= result.Crashes.Count == 0 && result.Slow.Count == 0;
}

return isGood ? 0 : 1;

int ValueOf(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
