using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Benchmarks.Feeds;
using Syndication.Delivery;
using Syndication.Delivery.Mails;
using Syndication.Digests;

namespace Syndication.Benchmarks.Delivery;

/// <summary>One tick of the planner in a process of its own, so that its memory is nobody else's.</summary>
internal static class PlanRun
{
    /// <summary>Plans whoever is due in a store, in a child process.</summary>
    public static async Task<Planned> StartAsync(IMailroom room, string store, CancellationToken ct)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Syndication.Benchmarks.dll"),
                "plan",
                room.SettingsOf(store)["Storage:Directory"],
                .. Mailrooms.Arguments(room, store),
            ]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Planned>(output.AsSpan(output.LastIndexOf('{')))!
            : throw new InvalidOperationException($"Planning ended with {process.ExitCode}: {output}");
    }

    /// <summary>The child's part.</summary>
    public static async Task<int> RunAsync(string data, string[] settings)
    {
        var ct = CancellationToken.None;
        await using var host = await InProcessHost.StartAsync(data, settings, ct);
        var planner = host.Services.GetRequiredService<Planner>();
        var start = Stopwatch.GetTimestamp();
        var queued = await planner.PlanDueAsync(ct);
        var took = Stopwatch.GetElapsedTime(start);
        var peak = ChildProcess.MemoryOf(Environment.ProcessId, "VmHWM");
        Console.WriteLine(JsonSerializer.Serialize(new Planned(queued, took.TotalSeconds, peak, await LengthAsync(host, ct))));
        return 0;
    }

    private static async Task<long> LengthAsync(InProcessHost host, CancellationToken ct)
    {
        var key = new MessageKey(MessageStream.Digest, 1, 1);
        var content = host.Services.GetServices<IMessageContent>().Single(content => content.Stream == key.Stream);
        return await content.ComposeAsync(key, ct) is Composition.Ready(var mail)
            ? host.Services.GetRequiredService<MailBuilder>().Build(1, key, mail).Content.Length
            : throw new InvalidOperationException("Nothing was planned for the first reader.");
    }
}

/// <summary>What came of planning.</summary>
/// <param name="Queued">Messages.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Peak">Most bytes that the process ever held.</param>
/// <param name="Length">Bytes of one mail.</param>
internal sealed record Planned(int Queued, double Seconds, long Peak, long Length);
