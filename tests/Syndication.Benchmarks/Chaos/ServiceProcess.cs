using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Syndication.Benchmarks.Chaos;

/// <summary>The service as it is deployed: a process of its own, reached by its addresses, its store and signals alone.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const int LinesKept = 400;
    private readonly Process process;
    private readonly ConcurrentQueue<string> log = new();
    private readonly string? awaited;
    private volatile bool hasSaid;

    private ServiceProcess(Process process, Uri address, string? awaited)
    {
        this.process = process;
        this.awaited = awaited;
        Address = address;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        StartedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address { get; }

    /// <summary>When it was started (<see cref="Stopwatch"/>).</summary>
    public long StartedAt { get; }

    public bool HasExited => process.HasExited;

    /// <summary>Whether a line of its log held what it was started to be heard for; stack traces soon push such a line out of <see cref="Log"/>.</summary>
    public bool HasSaid => hasSaid;

    /// <summary>The last lines of its log.</summary>
    public string Log => string.Join('\n', log.TakeLast(40));

    /// <summary>Starts it; it is not waited for.</summary>
    /// <param name="settings">Its environment beside ours.</param>
    /// <param name="awaited">What <see cref="HasSaid"/> listens for; null: nothing.</param>
    /// <param name="under">A program and its arguments to run it under; empty: none.</param>
    public static ServiceProcess Start(IReadOnlyDictionary<string, string> settings, string? awaited, params string[] under)
    {
        var address = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}/");
        string[] command = [.. under, "dotnet", Path.Combine(AppContext.BaseDirectory, "Syndication.dll")];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = start.Environment["Publication__BaseAddress"] = address.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        return new ServiceProcess(Process.Start(start)!, address, awaited);
    }

    /// <summary>SIGKILL: it has no say in it.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    /// <returns>Its exit status, or null where it was still there after <paramref name="patience"/>.</returns>
    public async Task<int?> StopAsync(TimeSpan patience, CancellationToken ct)
    {
        await SignalAsync("TERM", ct);
        try
        {
            await process.WaitForExitAsync(ct).WaitAsync(patience, ct);
            return process.ExitCode;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>SIGSTOP: as a virtual machine that is frozen.</summary>
    public Task FreezeAsync(CancellationToken ct) => SignalAsync("STOP", ct);

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync(CancellationToken ct) => SignalAsync("CONT", ct);

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private async Task SignalAsync(string signal, CancellationToken ct)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"kill -{signal} {process.Id.ToString(CultureInfo.InvariantCulture)}"])
        )!;
        await kill.WaitForExitAsync(ct);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        if (awaited is not null && line.Contains(awaited, StringComparison.Ordinal))
            hasSaid = true;
        log.Enqueue(line);
        while (log.Count > LinesKept)
            log.TryDequeue(out _);
    }
}
