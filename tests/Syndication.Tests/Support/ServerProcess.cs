using System.Collections.Concurrent;
using System.Diagnostics;
using Syndication.Operations;

namespace Syndication.Tests.Support;

/// <summary>The program serving as a process of its own on a data directory, as a service manager runs it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    /// <summary>What it logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Whether it is up; before that, a signal to end is the runtime's to answer.</summary>
    public bool HasStarted => Log.Any(line => line.Contains("Application started", StringComparison.Ordinal));

    /// <summary>Starts it, on a port that the system chooses.</summary>
    public static ServerProcess Start(string dataFolder, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ProjectRoot).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__Directory"] = dataFolder;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var server = new ServerProcess(Process.Start(start)!);
        server.process.OutputDataReceived += (_, line) => server.Log.Enqueue(line.Data ?? "");
        server.process.ErrorDataReceived += (_, line) => server.Log.Enqueue(line.Data ?? "");
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Asks it to end (SIGTERM) and waits until it has.</summary>
    /// <returns>Its exit status and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var asked = TimeProvider.System.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, TimeProvider.System.GetElapsedTime(asked));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
