using System.Diagnostics;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>The database breaks off in the middle of a mailing and comes back: nothing is lost, and the service goes on by itself.</summary>
internal static class DatabaseRestartScenario
{
    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var messages = settings.Messages ?? 3_000;
        var verdict = new Verdict("database restarted", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        var service = bench.Start();
        for (var round = 1; round <= (settings.Rounds ?? 1) && verdict.Faults.Count == 0; round++)
        {
            var before = bench.Sink.Count;
            await bench.Mailings.QueueAsync(messages, ct);
            await bench.ReachAsync(before + 1 + Random.Shared.Next(messages * 9 / 10), Patience.Step, ct);
            bench.Store.RestartServer();
            verdict.Blows++;
            var back = Stopwatch.GetTimestamp();
            var reached = bench.Sink.Count;
            verdict.Hold(await bench.ReachAsync(reached + 1, Patience.Step, ct), $"it does not go on after {round}:\n{service.Log}");
            verdict.Resume(Stopwatch.GetElapsedTime(back));
            verdict.Hold(await bench.SettleAsync(Patience.Settling, ct), $"round {round} does not end:\n{service.Log}");
        }

        verdict.Hold(!service.HasExited, $"the service ended:\n{service.Log}");
        verdict.MostRepeats = verdict.Blows * settings.Connections;
        await bench.JudgeAsync(verdict, ct);
        return verdict;
    }
}
