using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Benchmarks.Delivery;
using Syndication.Benchmarks.Feeds;
using Syndication.Digests;
using Syndication.Publication;

namespace Syndication.Benchmarks.Digests;

/// <summary>A simulated day of the planner, minute by minute, in a process of its own, so that its memory is nobody else's.</summary>
internal static class DayRun
{
    private const int Minutes = 24 * 60;
    private const int MinutesBetweenNews = 4 * 60;
    private const int Words = 300;

    /// <summary>Lets a day pass in a new store with so many readers, in a child process.</summary>
    public static async Task<Day> StartAsync(string folder, int readers, CancellationToken ct)
    {
        var store = $"day-{readers}";
        var room = new SqliteMailroom(folder);
        await room.CreateAsync(store, copyOf: null, ct);
        var data = room.SettingsOf(store)["Storage:Directory"];
        using (var host = await PlanningHost.OpenAsync(data, ct))
            await BeginAsync(host, ct);
        await using (var connection = await room.OpenAsync(store, ct))
            await Crowd.JoinAsync(room, connection, readers, ct);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Syndication.Benchmarks.dll"), "day", data])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The day ended with {process.ExitCode}: {output}");
        await room.DropAsync(store, ct);
        return JsonSerializer.Deserialize<Day>(output.AsSpan(output.LastIndexOf('{')))!;
    }

    /// <summary>The child's part.</summary>
    public static async Task<int> RunAsync(string data)
    {
        var ct = CancellationToken.None;
        using var host = await PlanningHost.OpenAsync(data, ct);
        var planner = host.Services.GetRequiredService<Planner>();
        var cpu = Environment.CpuUsage.TotalTime;
        var (queued, longest, took) = (0, TimeSpan.Zero, TimeSpan.Zero);
        for (var minute = 1; minute <= Minutes; minute++)
        {
            host.Clock.Now = SteppedClock.Start.AddMinutes(minute);
            if (minute % MinutesBetweenNews == 0)
                await PublishAsync(host, minute, ct);
            var started = Stopwatch.GetTimestamp();
            queued += await planner.PlanDueAsync(ct);
            var tick = Stopwatch.GetElapsedTime(started);
            took += tick;
            longest = tick > longest ? tick : longest;
        }

        Console.WriteLine(
            JsonSerializer.Serialize(
                new Day(
                    queued,
                    took.TotalSeconds,
                    (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
                    longest.TotalSeconds,
                    ChildProcess.MemoryOf(Environment.ProcessId, "VmHWM")
                )
            )
        );
        return 0;
    }

    private static async Task BeginAsync(PlanningHost host, CancellationToken ct)
    {
        var sections = host.Services.GetRequiredService<SectionStore>();
        for (var i = 0; i < Crowd.Sections; i++)
            await sections.PutAsync(new SectionSlug(Crowd.SectionOf(i)), $"Section {i}", _ => { }, ct);
        await PublishAsync(host, 0, ct);
    }

    private static async Task PublishAsync(PlanningHost host, int minute, CancellationToken ct)
    {
        for (var i = 0; i < Crowd.Sections; i++)
            await Archive.PublishAsync(
                host.Services,
                Archive.Article(Crowd.SectionOf(i), minute + i, host.Clock.Now, Words) with
                {
                    Announce = true,
                },
                ct
            );
    }
}

/// <summary>What came of a day.</summary>
/// <param name="Queued">Messages.</param>
/// <param name="Seconds">How long all ticks took.</param>
/// <param name="Cpu">Processor time, in seconds.</param>
/// <param name="Longest">The longest tick, in seconds.</param>
/// <param name="Peak">Most bytes that the process ever held.</param>
internal sealed record Day(int Queued, double Seconds, double Cpu, double Longest, long Peak);
