namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>
/// Three nodes share a mailing: each message goes out once. Then one is frozen in the middle of a second mailing for longer than the others wait
/// for it: they send what it held, and when it wakes it repeats no more than what it had begun.
/// </summary>
internal static class NodesScenario
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(90);

    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var messages = settings.Messages ?? 3_000;
        var verdict = new Verdict("three nodes, one frozen", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        bench.Sink.Pace = TimeSpan.FromMilliseconds(10);
        await bench.Mailings.QueueAsync(messages, ct);
        ServiceProcess[] nodes = [bench.Start(), bench.Start(), bench.Start()];
        verdict.Hold(await bench.ReachAsync(messages, Patience.Settling, ct), $"the first mailing does not end:\n{nodes[0].Log}");
        await bench.SettleAsync(Patience.Step, ct);
        verdict.Hold(bench.Sink.Count == messages, $"{bench.Sink.Count - messages} repeats without a fault");

        for (var round = 1; round <= (settings.Rounds ?? 1); round++)
        {
            var before = bench.Sink.Count;
            await bench.Mailings.QueueAsync(messages, ct);
            await bench.ReachAsync(before + (messages / 3), Patience.Step, ct);
            await nodes[0].FreezeAsync(ct);
            verdict.Blows++;
            await Task.Delay(Frozen, TimeProvider.System, ct);
            verdict.Hold(
                await bench.SettleAsync(Patience.Step, ct),
                $"what the frozen node held was not sent while it was frozen:\n{nodes[1].Log}"
            );
            await nodes[0].ThawAsync(ct);

            // It finds its replies, records them and learns that it was buried.
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, ct);
        }

        // A node that was buried takes its place again.
        var last = bench.Sink.Count;
        await bench.Mailings.QueueAsync(messages, ct);
        await bench.ReachAsync(last + messages, Patience.Settling, ct);
        await bench.SettleAsync(Patience.Settling, ct);
        verdict.Hold(Array.TrueForAll(nodes, node => !node.HasExited), "a node ended");
        verdict.MostRepeats = verdict.Blows * settings.Connections;
        await bench.JudgeAsync(verdict, ct);
        return verdict;
    }
}
