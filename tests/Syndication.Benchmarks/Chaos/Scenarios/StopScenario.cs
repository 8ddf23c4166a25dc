namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>SIGTERM in the middle of a mailing: what was begun is finished, the rest is given back, and nothing is left in doubt.</summary>
internal static class StopScenario
{
    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var messages = settings.Messages ?? 3_000;
        var verdict = new Verdict("SIGTERM", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        var service = bench.Start();
        for (var round = 1; round <= (settings.Rounds ?? 1) && verdict.Faults.Count == 0; round++)
        {
            var before = bench.Sink.Count;
            await bench.Mailings.QueueAsync(messages, ct);
            await bench.ReachAsync(before + 1 + Random.Shared.Next(messages * 9 / 10), Patience.Step, ct);
            var status = await service.StopAsync(Patience.Stopping, ct);
            verdict.Blows++;
            verdict.Hold(status == 0, $"stop {round} ended with {status?.ToString() ?? "nothing in time"}:\n{service.Log}");
            service = bench.Start();
            verdict.Resume(await bench.FirstAfterAsync(service, Patience.Step, ct));
        }

        await bench.SettleAsync(Patience.Settling, ct);
        await bench.JudgeAsync(verdict, ct);
        verdict.Hold(verdict.Doubts == 0, $"{verdict.Doubts} doubts");
        verdict.Hold(verdict.Resumed <= settings.Resuming, $"resumed after {verdict.Resumed}");
        return verdict;
    }
}
