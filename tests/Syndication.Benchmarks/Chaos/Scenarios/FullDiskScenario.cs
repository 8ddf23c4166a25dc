using System.Diagnostics;
using Syndication.Delivery;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>The disk of the data directory fills up: nothing is sent that cannot be recorded, and with room again sending goes on by itself.</summary>
/// <remarks>It mounts a small tmpfs, which takes root.</remarks>
internal static class FullDiskScenario
{
    private const int Megabytes = 24;

    public static async Task<Verdict> RunAsync(StoreKind store, ChaosSettings settings, CancellationToken ct)
    {
        var verdict = new Verdict("disk full", store);
        if (!Environment.IsPrivilegedProcess)
        {
            verdict.Hold(kept: false, "mounting a small file system takes root");
            return verdict;
        }

        var folder = Directory.CreateTempSubdirectory("syndication-chaos-disk-").FullName;
        await RunAsync("mount", ["-t", "tmpfs", "-o", $"size={Megabytes}m", "none", folder], ct);
        try
        {
            using (var bench = await ChaosBench.CreateAsync(store, settings.Connections, ct, folder))
                await FillAsync(bench, verdict, settings, folder, ct);
        }
        finally
        {
            await RunAsync("umount", [folder], CancellationToken.None);
            Directory.Delete(folder);
        }

        return verdict;
    }

    private static async Task FillAsync(ChaosBench bench, Verdict verdict, ChaosSettings settings, string folder, CancellationToken ct)
    {
        bench.Sink.Pace = TimeSpan.FromMilliseconds(5);
        var service = bench.Start();
        for (var round = 1; round <= (settings.Rounds ?? 1); round++)
        {
            var before = bench.Sink.Count;
            await bench.Mailings.QueueAsync(settings.Messages ?? 3_000, ct);
            verdict.Hold(await bench.ReachAsync(before + 300, Patience.Step, ct), $"it does not send:\n{service.Log}");
            var ballast = Path.Combine(folder, "ballast");
            Fill(ballast);
            verdict.Blows++;

            // The log file of SQLite has some room of its own: sending ends when that is used up.
            verdict.Hold(await StandsStillAsync(bench, ct), "it went on sending on a full disk");
            var sent = (await bench.Mailings.CountsAsync(ct)).In(MessageState.Sent);
            var taken = bench.Sink.Arrivals.Select(arrival => arrival.MessageId).Distinct(StringComparer.Ordinal).Count();
            verdict.Hold(
                taken - sent <= settings.Connections,
                $"{taken - sent} messages were sent on a full disk that could not be recorded"
            );
            File.Delete(ballast);
            var back = Stopwatch.GetTimestamp();
            var reached = bench.Sink.Count;
            verdict.Hold(await bench.ReachAsync(reached + 1, Patience.Step, ct), $"it does not go on:\n{service.Log}");
            verdict.Resume(Stopwatch.GetElapsedTime(back));
            verdict.Hold(await bench.SettleAsync(Patience.Settling, ct), $"it does not end:\n{service.Log}");
        }

        verdict.Hold(!service.HasExited, $"the service ended:\n{service.Log}");
        verdict.Hold(await StoreCheck.IsIntactAsync(bench.Store, ct), "integrity_check finds faults");
        await bench.JudgeAsync(verdict, ct);
    }

    private static void Fill(string ballast)
    {
        var block = new byte[4096];
        using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full, to the last page.
        }
    }

    /// <summary>Two seconds without a message.</summary>
    private static async Task<bool> StandsStillAsync(ChaosBench bench, CancellationToken ct)
    {
        var count = -1;
        return await ChaosBench.UntilAsync(
                () =>
                {
                    var still = count == bench.Sink.Count;
                    count = bench.Sink.Count;
                    return Task.FromResult(still);
                },
                TimeSpan.FromSeconds(2),
                Patience.Step,
                ct
            )
            && count < bench.Mailings.Expected.Count;
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
