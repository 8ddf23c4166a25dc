using System.Diagnostics;

namespace Syndication.Benchmarks.Delivery;

/// <summary>The whole host in a process of its own, sending what a store has queued.</summary>
internal static class SendRun
{
    // Code is compiled and connections are opened meanwhile.
    private const int WarmUp = 3_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends a copy of a store's queue to the relay on a port of loopback.</summary>
    public static async Task<Sent> StartAsync(IMailroom room, string planned, int messages, int port, string? key, CancellationToken ct)
    {
        var store = planned + "_run";
        await room.CreateAsync(store, planned, ct);
        try
        {
            await using var connection = await room.OpenAsync(store, ct);
            var home = new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}/");
            await using var host = await ChildProcess.StartAsync(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Syndication.dll")],
                new Uri(home, "health/live"),
                Environment(room, store, home, port, key),
                ct
            );
            var samples = new List<Sample>();
            do
            {
                await Task.Delay(Look, TimeProvider.System, ct);
                var done = await Mailrooms.NumberAsync(connection, """SELECT MAX("Id") FROM "Attempts" """, ct);
                samples.Add(new Sample(done, Stopwatch.GetTimestamp(), host.CpuSeconds));
            } while (samples[^1].Done < messages);

            var sent = await Mailrooms.NumberAsync(connection, """SELECT COUNT(*) FROM "Messages" WHERE "State" = 6""", ct);
            if (sent != messages)
                throw new InvalidOperationException($"{sent} of {messages} messages were sent.");
            return Measure(samples, host.PeakBytes);
        }
        finally
        {
            await room.DropAsync(store, ct);
        }
    }

    private static Sent Measure(List<Sample> samples, long peak)
    {
        var first = samples.First(sample => sample.Done >= Math.Min(WarmUp, samples[^1].Done / 2));
        var last = samples[^1];
        double done = last.Done - first.Done;
        return new Sent(done / Stopwatch.GetElapsedTime(first.At, last.At).TotalSeconds, (last.Cpu - first.Cpu) / done * 1e6, peak);
    }

    private static Dictionary<string, string> Environment(IMailroom room, string store, Uri home, int port, string? key)
    {
        var settings = new Dictionary<string, string>(room.SettingsOf(store))
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = home.GetLeftPart(UriPartial.Authority),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Publication:BaseAddress"] = "https://news.test",
            ["Publication:Sender"] = "The Test Post <news@news.test>",
            ["Delivery:Connections"] = $"{DeliveryBenchmarks.Connections + 1}",
            ["Delivery:Relays:0:Host"] = "127.0.0.1",
            ["Delivery:Relays:0:Port"] = $"{port}",
            ["Delivery:Relays:0:Security"] = "None",
        };
        if (key is not null)
        {
            settings["Delivery:Dkim:0:Domain"] = "news.test";
            settings["Delivery:Dkim:0:Selector"] = "bench";
            settings["Delivery:Dkim:0:PrivateKeyFile"] = key;
        }

        return settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
    }

    private readonly record struct Sample(long Done, long At, double Cpu);
}

/// <summary>What came of sending.</summary>
/// <param name="Rate">Messages a second, recorded in the ledger, once it is warm.</param>
/// <param name="Cost">Microseconds of processor time a message.</param>
/// <param name="Peak">Most bytes that the host ever held.</param>
internal sealed record Sent(double Rate, double Cost, long Peak);
