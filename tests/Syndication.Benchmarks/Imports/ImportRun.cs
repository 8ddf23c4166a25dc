using System.Diagnostics;
using Syndication.Operations;

namespace Syndication.Benchmarks.Imports;

/// <summary>One run of the program's own verb in a process of its own.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="Peak">The most resident memory, in bytes.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ImportRun(double Seconds, long Peak, string Output)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a verb.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="killAfter">When it is killed; null: it ends by itself.</param>
    /// <param name="arguments">The verb.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ImportRun> StartAsync(string data, TimeSpan? killAfter, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProjectRoot).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__Directory"] = data;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process));
            if (watch.Elapsed > killAfter)
                process.Kill(entireProcessTree: true);
            await Task.WhenAny(process.WaitForExitAsync(ct), Task.Delay(Beat, TimeProvider.System, ct));
        }

        await process.WaitForExitAsync(ct);
        if (killAfter is null && process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}"
            );
        return new ImportRun(watch.Elapsed.TotalSeconds, peak, await output);
    }

    private static long PeakOf(Process process)
    {
        try
        {
            return ChildProcess.MemoryOf(process.Id, "VmHWM");
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // It ended in the meantime.
            return 0;
        }
    }
}
