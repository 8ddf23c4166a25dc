using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Syndication.Benchmarks.Feeds;

/// <summary>Two thousand connections that ask at once for a feed that is not in memory.</summary>
internal static class ColdBenchmark
{
    private const int Connections = 2_000;

    public static async Task<bool> RunAsync(string data, CancellationToken ct)
    {
        await using var host = await InProcessHost.StartAsync(data, ct);
        var request = Encoding.ASCII.GetBytes(
            $"GET /feeds/sections/{Archive.MeasuredSection}.atom HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        );
        var sockets = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                var socket = new TcpClient();
                await socket.ConnectAsync(host.Address.Host, host.Address.Port, ct);
                sockets.Add(socket);
            }

            var renders = host.Renders;
            var start = Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(sockets.Select(socket => Task.Run(() => AskAsync(socket, request, ct), ct)));
            var elapsed = Stopwatch.GetElapsedTime(start);
            var good = answers.Count(answer => answer.Status == "HTTP/1.1 200 OK" && answer.Length == answers[0].Length);
            var rendered = host.Renders - renders;
            var met = good == Connections && rendered == 1;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\n{Connections:N0} connections ask for a cold feed at once: {good:N0} answered 200 with {answers[0].Length:N0} bytes, {rendered} rendering(s), all within {elapsed.TotalMilliseconds:F0} ms; met: {(met ? "yes" : "NO")}"
                )
            );
            return met;
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<(string Status, long Length)> AskAsync(TcpClient socket, byte[] request, CancellationToken ct)
    {
        var stream = socket.GetStream();
        await stream.WriteAsync(request, ct);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, ct);
        var bytes = answer.ToArray();
        return (Encoding.ASCII.GetString(bytes, 0, Math.Max(0, bytes.AsSpan().IndexOf((byte)'\r'))), bytes.LongLength);
    }
}
