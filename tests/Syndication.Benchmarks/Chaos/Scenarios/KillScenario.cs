namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>
/// <c>kill -9</c> at random moments while a mailing is sent, and a new process after it: nothing is lost, and no more is repeated than there were
/// connections, each under the Message-ID that it had.
/// </summary>
internal static class KillScenario
{
    /// <summary>Each round queues a mailing, kills in the middle of it and starts again.</summary>
    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var rounds = settings.Rounds ?? 3;
        var messages = settings.Messages ?? 3_000;
        var verdict = new Verdict("kill -9", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        var service = bench.Start();
        for (var round = 1; round <= rounds && verdict.Faults.Count == 0; round++)
        {
            var before = bench.Sink.Count;
            await bench.Mailings.QueueAsync(messages, ct);
            var moment = before + 1 + Random.Shared.Next(messages * 9 / 10);
            verdict.Hold(await bench.ReachAsync(moment, Patience.Step, ct), $"round {round} does not go on:\n{service.Log}");
            service.Kill();
            verdict.Blows++;
            var repeats = Repeats(bench);
            service = bench.Start();
            verdict.Resume(await bench.FirstAfterAsync(service, Patience.Step, ct));

            // What a killed node held comes back after a minute where there may be others; the rounds need not wait for it.
            if (store is StoreKind.Sqlite)
            {
                await bench.SettleAsync(Patience.Settling, ct);
                var more = Repeats(bench) - repeats;
                verdict.Hold(more <= settings.Connections, $"{more} repeats after kill {round}:\n{service.Log}");
            }
        }

        await bench.SettleAsync(Patience.Settling, ct);
        verdict.MostRepeats = verdict.Blows * settings.Connections;
        verdict.Hold(store is StoreKind.Postgres || verdict.Resumed <= settings.Resuming, $"resumed after {verdict.Resumed}");
        await bench.JudgeAsync(verdict, ct);
        return verdict;
    }

    private static int Repeats(ChaosBench bench)
    {
        var arrivals = bench.Sink.Arrivals;
        return arrivals.Count - arrivals.Select(arrival => arrival.MessageId).Distinct(StringComparer.Ordinal).Count();
    }
}
