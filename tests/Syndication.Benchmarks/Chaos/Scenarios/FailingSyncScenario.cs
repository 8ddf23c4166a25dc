using Syndication.Delivery;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>
/// The system answers SQLite's <c>fdatasync</c> with an error for a while (strace injects it): a commit that failed lets nothing be sent, and what
/// was sent before it is recorded once commits succeed again.
/// </summary>
internal static class FailingSyncScenario
{
    /// <summary>The calls that fail, counted in each thread.</summary>
    private const string Failing = "when=20..24";

    private const int MostBatches = 10;

    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var verdict = new Verdict("fdatasync fails", store);
        using var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct);
        foreach (var error in Enumerable.Repeat<string[]>(["ENOSPC", "EIO"], settings.Rounds ?? 1).SelectMany(errors => errors))
        {
            var service = bench.StartUnder(
                awaited: "could not commit",
                "strace",
                "-f",
                // Only the calls that are asked for stop the process: without it each of its system calls does.
                "--seccomp-bpf",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=fdatasync,fsync",
                "-e",
                $"inject=fdatasync,fsync:error={error}:{Failing}"
            );

            // Each thread's calls are counted by themselves: how many messages it takes until the ledger's fail is the scheduler's affair.
            var hasFailed = false;
            for (var batch = 1; batch <= MostBatches && !hasFailed; batch++)
            {
                await bench.Mailings.QueueAsync(settings.Messages ?? 1_000, ct);
                verdict.Hold(await bench.SettleAsync(Patience.Settling, ct), $"{error}: it does not end:\n{service.Log}");
                hasFailed = service.HasSaid;
            }

            verdict.Hold(hasFailed, $"{error}: no commit of the ledger failed:\n{service.Log}");
            verdict.Hold(!service.HasExited, $"{error}: the service ended:\n{service.Log}");
            verdict.Blows++;
            service.Kill();
        }

        verdict.Hold(await StoreCheck.IsIntactAsync(bench.Store, ct), "integrity_check finds faults");
        await bench.JudgeAsync(verdict, ct);
        verdict.Hold((await bench.Mailings.CountsAsync(ct)).In(MessageState.Sent) == verdict.Messages, "not everything was sent");
        return verdict;
    }
}
