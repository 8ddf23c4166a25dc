using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Syndication.Benchmarks.Feeds;

/// <summary>The host's resident memory over millions of 304s, on a few connections that do not wait for answers one by one.</summary>
internal static class MemoryBenchmark
{
    private const int Connections = 8;
    private const int Batch = 50;
    private const int Samples = 10;

    // What a collector that is in no hurry may let lie between two samples.
    private const double Bar = 1.10;

    public static async Task<bool> RunAsync(string data, int requests, CancellationToken ct)
    {
        var server = await Servers.StartOursAsync(data, ct);
        await using var process = server.Process;
        using var client = new HttpClient();
        using var first = await client.GetAsync(server.Feed, ct);
        var one =
            $"GET {server.Feed.AbsolutePath} HTTP/1.1\r\nHost: {server.Feed.Authority}\r\nIf-None-Match: {first.Headers.ETag}\r\nUser-Agent: benchmark\r\n\r\n";
        await AskAsync(server.Feed, one, 100_000, ct);
        var samples = new List<double> { process.ResidentBytes / 1e6 };
        for (var i = 0; i < Samples; i++)
        {
            await AskAsync(server.Feed, one, requests / Samples, ct);
            samples.Add(process.ResidentBytes / 1e6);
        }

        return Report(samples, requests);
    }

    private static bool Report(List<double> samples, int requests)
    {
        var most = samples.Max();
        Console.WriteLine("\nResident memory over 304s:");
        for (var i = 0; i < samples.Count; i++)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(long)requests * i / Samples, 12:N0} {samples[i], 7:F1} MB {new string('#', (int)(60 * samples[i] / most))}"
                )
            );
        // The second sample on: the first comes before the collector has found its size.
        var grown = samples[^1] / samples[1];
        var flat = grown <= Bar;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"last / second: {grown:F2}, bar ≤ {Bar:F2}; met: {(flat ? "yes" : "NO")}")
        );
        return flat;
    }

    private static Task AskAsync(Uri feed, string request, int count, CancellationToken ct)
    {
        var batch = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request, Batch)));
        return Task.WhenAll(
            Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(feed, batch, count / Connections / Batch, ct), ct))
        );
    }

    private static async Task AskAsync(Uri feed, byte[] batch, int batches, CancellationToken ct)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(feed.Host, feed.Port, ct);
        var stream = socket.GetStream();
        var buffer = new byte[1 << 16];
        // All answers are of one length: dates are too.
        await stream.WriteAsync(batch.AsMemory(0, batch.Length / Batch), ct);
        var length = await stream.ReadAsync(buffer, ct);
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 304"u8) || !buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            throw new InvalidOperationException("Not a 304: " + Encoding.ASCII.GetString(buffer, 0, length));
        for (var i = 0; i < batches; i++)
        {
            await stream.WriteAsync(batch, ct);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, length * Batch), ct);
            if (!buffer.AsSpan(length * (Batch - 1), length).StartsWith("HTTP/1.1 304"u8))
                throw new InvalidOperationException("Not a 304.");
        }
    }
}
