using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Syndication.Benchmarks;

/// <summary>A server that was started for a benchmark and ends with it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Resident memory as the kernel counts it.</summary>
    public long ResidentBytes => MemoryOf(process.Id, "VmRSS");

    /// <summary>The most that its resident memory ever was.</summary>
    public long PeakBytes => MemoryOf(process.Id, "VmHWM");

    /// <summary>Processor time that it and its own children took so far, in seconds.</summary>
    public double CpuSeconds =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Select(StatOf)
            .Where(stat => stat.Length > 14 && (stat[0] == process.Id || stat[3] == process.Id))
            .Sum(stat => stat[13] + stat[14]) / TicksPerSecond;

    /// <summary>A port of the loopback address that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>One of the kernel's figures of a process's memory (proc(5), <c>status</c>).</summary>
    public static long MemoryOf(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Starts the server and waits until it answers at <paramref name="address"/>.</summary>
    public static Task<ChildProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        Uri address,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken ct
    ) => StartAsync(program, arguments, token => AnswersAsync(address, token), environment, ct);

    /// <summary>Starts a server that speaks no HTTP and waits until it takes connections at <paramref name="port"/>.</summary>
    public static Task<ChildProcess> StartAsync(string program, IEnumerable<string> arguments, int port, CancellationToken ct) =>
        StartAsync(program, arguments, token => IsOpenAsync(port, token), environment: null, ct);

    private static async Task<ChildProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        Func<CancellationToken, Task<bool>> isReady,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var child = new ChildProcess(Process.Start(start)!);
        try
        {
            await child.WaitAsync(isReady, ct);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a program of this name can be started.</summary>
    public static bool Exists(string program) => Find(program) is not null;

    /// <summary>Where a program is, or null; servers live in places that are on no user's path.</summary>
    public static string? Find(string program)
    {
        IEnumerable<string> servers = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Append("/usr/sbin")
            .Concat(servers)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // Numbers by their place in proc(5), counted from 0; the name may hold spaces, what is no number is -1.
    private static long[] StatOf(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            string[] all = [Path.GetFileName(folder), "", .. fields];
            return [.. all.Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : -1)];
        }
        catch (IOException)
        {
            // It ended in the meantime.
            return [];
        }
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken ct)
    {
        using var client = new HttpClient();
        try
        {
            await client.GetAsync(address, ct);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> IsOpenAsync(int port, CancellationToken ct)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task WaitAsync(Func<CancellationToken, Task<bool>> isReady, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 600 && !process.HasExited; attempt++)
        {
            if (await isReady(ct))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }

        throw new InvalidOperationException($"{process.StartInfo.FileName} does not answer.");
    }
}
