using System.Globalization;
using System.Security.Cryptography;
using Syndication.Benchmarks.Feeds;

namespace Syndication.Benchmarks.Signing;

/// <summary>What one reader's digest costs from composed to written: processor time and garbage, ours beside MimeKit's.</summary>
internal static class SigningBenchmark
{
    private const int Messages = 300;
    private const double Bar = 5;

    /// <returns>0 where the bar was met, else 1.</returns>
    public static async Task<int> RunAsync(Settings settings, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("syndication-signing-").FullName;
        try
        {
            var pem = Path.Combine(folder, "rsa.pem");
            using (var rsa = RSA.Create(2048))
                await File.WriteAllTextAsync(pem, rsa.ExportPkcs8PrivateKeyPem(), ct);
            await using var host = await InProcessHost.StartAsync(Path.Combine(folder, "data"), ct);
            var mail = new SampleMail();
            var ours = new OurMails(mail, host.Services, pem);
            var theirs = new MimeKitMails(mail, pem);
            Way[] ways =
            [
                new("ours, signed", () => ours.Write(signed: true)),
                new("MimeKit, signed", () => theirs.Write(signed: true)),
                new("ours, unsigned", () => ours.Write(signed: false)),
                new("MimeKit, unsigned", () => theirs.Write(signed: false)),
            ];
            Measure(ways, settings.Rounds);
            return Report(ways, settings.Rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(Way[] ways, int rounds)
    {
        foreach (var way in ways)
            way.Run(Messages, keep: false);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var way in ways)
                way.Run(Messages, keep: true);
        }
    }

    private static int Report(Way[] ways, int rounds)
    {
        var table = new Table(["one message", "bytes", "CPU µs (median)", "KB allocated"]);
        foreach (var way in ways)
            table.Add(way.Name, Number(way.Length, "N0"), Number(way.Microseconds.Median(), "N0"), Number(way.Allocated / 1024.0, "N1"));
        var signed = ways[1].Microseconds.Zip(ways[0].Microseconds, (theirs, ours) => theirs / ours).Median();
        var unsigned = ways[3].Microseconds.Zip(ways[2].Microseconds, (theirs, ours) => theirs / ours).Median();
        Console.WriteLine($"\n{rounds} interleaved rounds of {Messages} messages on one thread; RSA-2048, relaxed/relaxed.\n{table}");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"MimeKit / ours within a round: signed {signed:F1} (bar {Bar}, met: {(signed >= Bar ? "yes" : "NO")}), unsigned {unsigned:F1}"
            )
        );
        return signed >= Bar ? 0 : 1;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>One way to make a message, and what it took.</summary>
    private sealed class Way(string name, Func<long> write)
    {
        public string Name => name;

        public List<double> Microseconds { get; } = [];

        public long Length { get; private set; }

        public long Allocated { get; private set; }

        public void Run(int messages, bool keep)
        {
            var garbage = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < messages; i++)
                Length = write();
            var took = Environment.CpuUsage.TotalTime - start;
            Allocated = (GC.GetAllocatedBytesForCurrentThread() - garbage) / messages;
            if (keep)
                Microseconds.Add(took.TotalMicroseconds / messages);
        }
    }
}
