using System.Diagnostics;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>A relay that breaks every connection off and is away for a while, again and again: all is delivered, and only what was in doubt is repeated.</summary>
internal static class FlappingRelayScenario
{
    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var verdict = new Verdict("relay up and down", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        bench.Sink.Pace = TimeSpan.FromMilliseconds(20);
        await bench.Mailings.QueueAsync(settings.Messages ?? 3_000, ct);
        var service = bench.Start();
        verdict.Hold(await bench.ReachAsync(1, Patience.Step, ct), $"it does not send:\n{service.Log}");
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < (settings.Duration ?? TimeSpan.FromSeconds(20)))
        {
            await WaitAsync(ct);
            bench.Sink.GoDown();
            verdict.Blows++;
            await WaitAsync(ct);
            bench.Sink.ComeBack();
        }

        bench.Sink.Pace = TimeSpan.Zero;
        verdict.Hold(await SettleAsync(bench, ct), $"it does not end:\n{service.Log}");
        verdict.Hold(!service.HasExited, $"the service ended:\n{service.Log}");
        verdict.MostRepeats = (await bench.Mailings.CountsAsync(ct)).Doubts;
        await bench.JudgeAsync(verdict, ct);
        return verdict;
    }

    /// <summary>One to three seconds.</summary>
    private static Task WaitAsync(CancellationToken ct) =>
        Task.Delay(TimeSpan.FromSeconds(1 + (2 * Random.Shared.NextDouble())), TimeProvider.System, ct);

    private static async Task<bool> SettleAsync(ChaosBench bench, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Patience.Settling)
        {
            await bench.Mailings.HurryAsync(ct);
            if (await bench.SettleAsync(TimeSpan.FromSeconds(3), ct))
                return true;
        }

        return false;
    }
}
