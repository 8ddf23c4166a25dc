using System.Globalization;
using Syndication.Benchmarks.Chaos.Scenarios;

namespace Syndication.Benchmarks.Chaos;

/// <summary>Runs scenarios one after the other and prints what they found as a Markdown table.</summary>
internal static class ChaosRunner
{
    private static readonly Scenario[] All =
    [
        new("kill", [StoreKind.Sqlite, StoreKind.Postgres], KillScenario.RunAsync),
        new("points", [StoreKind.Sqlite], NamedPointsScenario.RunAsync),
        new("stop", [StoreKind.Sqlite, StoreKind.Postgres], StopScenario.RunAsync),
        new("flapping", [StoreKind.Sqlite], FlappingRelayScenario.RunAsync),
        new("nodes", [StoreKind.Postgres], NodesScenario.RunAsync),
        new("restart", [StoreKind.Postgres], DatabaseRestartScenario.RunAsync),
        new("disk", [StoreKind.Sqlite], FullDiskScenario.RunAsync),
        new("fsync", [StoreKind.Sqlite], FailingSyncScenario.RunAsync),
        new("leaving", [StoreKind.Sqlite, StoreKind.Postgres], LeavingScenario.RunAsync),
    ];

    /// <summary>The scenarios' names.</summary>
    public static IEnumerable<string> Names => All.Select(scenario => scenario.Name);

    /// <returns>0 where every promise was kept, else 1.</returns>
    public static async Task<int> RunAsync(ChaosSettings settings, CancellationToken ct)
    {
        var verdicts = new List<Verdict>();
        foreach (var scenario in All.Where(scenario => settings.Scenarios.Count == 0 || settings.Scenarios.Contains(scenario.Name)))
        {
            foreach (var store in scenario.Stores.Where(store => settings.Store is null || settings.Store == store))
            {
                await Console.Error.WriteLineAsync($"{scenario.Name} on {store} ...");
                verdicts.Add(await scenario.RunAsync(store, settings, ct));
                foreach (var fault in verdicts[^1].Faults)
                    await Console.Error.WriteLineAsync($"  {fault}");
            }
        }

        Console.WriteLine($"\n{settings.Connections} connections.\n{TableOf(verdicts)}");
        foreach (var verdict in verdicts.Where(verdict => verdict.Faults.Count > 0))
            Console.WriteLine($"\n{verdict.Scenario} on {verdict.Store}: {string.Join("; ", verdict.Faults)}");
        return verdicts.TrueForAll(verdict => verdict.Faults.Count == 0) ? 0 : 1;
    }

    private static Table TableOf(List<Verdict> verdicts)
    {
        var table = new Table(
            "scenario",
            "store",
            "messages",
            "blows",
            "lost",
            "repeats",
            "at most",
            "doubts",
            "resumed s",
            "took s",
            "held"
        );
        foreach (var verdict in verdicts)
            table.Add(
                verdict.Scenario,
                verdict.Store.ToString(),
                Number(verdict.Messages, "N0"),
                Number(verdict.Blows, "N0"),
                Number(verdict.Lost, "N0"),
                Number(verdict.Repeats, "N0"),
                Number(verdict.MostRepeats, "N0"),
                Number(verdict.Doubts, "N0"),
                verdict.Resumed is { } resumed ? Number(resumed.TotalSeconds, "F1") : "",
                Number(verdict.Took.TotalSeconds, "F0"),
                verdict.Faults.Count == 0 ? "yes" : "NO"
            );
        return table;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Scenario(
        string Name,
        StoreKind[] Stores,
        Func<StoreKind, ChaosSettings, CancellationToken, Task<Verdict>> RunAsync
    );
}
