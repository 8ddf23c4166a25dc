using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Syndication.Benchmarks.Signing;

namespace Syndication.Benchmarks.Delivery;

/// <summary>What else sends mail to the same sink; each returns messages a second.</summary>
internal static class Peers
{
    private const int Connections = DeliveryBenchmarks.Connections;

    /// <summary>Postfix's own source, which sends a constant: the limit.</summary>
    public static async Task<double> SourceAsync(int port, int messages, long length, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        await RunAsync(
            ChildProcess.Find("smtp-source")!,
            [
                "-d",
                "-s",
                $"{Connections}",
                "-m",
                $"{messages}",
                "-l",
                $"{length}",
                "-f",
                "a@news.test",
                "-t",
                "b@inbox.test",
                $"127.0.0.1:{port}",
            ],
            ct
        );
        return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>MailKit as its documentation shows it, but for Nagle's algorithm: a new message for each reader, signed by MimeKit.</summary>
    public static async Task<double> MimeKitAsync(int port, int messages, string key, CancellationToken ct)
    {
        var mails = new MimeKitMails(new SampleMail(), key);
        var left = messages;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(SendAsync, ct)));
        return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;

        async Task SendAsync()
        {
            using var client = new SmtpClient();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port, ct);
            await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None, ct);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var mail = mails.Next(signed: true);
                await client.SendAsync(mail, ct);
            }

            await client.DisconnectAsync(quit: true, ct);
        }
    }

    /// <summary>nodemailer with a pool; null where it is not installed.</summary>
    public static async Task<double?> NodemailerAsync(string folder, int port, int messages, string? key, CancellationToken ct)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Delivery", "Nodemailer");
        if (ChildProcess.Find("node") is not { } node || !Directory.Exists(Path.Combine(program, "node_modules", "nodemailer")))
            return null;
        var body = new SampleMail().Body;
        var (html, text) = (Path.Combine(folder, "mail.html"), Path.Combine(folder, "mail.txt"));
        await File.WriteAllTextAsync(html, body.Html, ct);
        await File.WriteAllTextAsync(text, body.Text, ct);
        string[] signed = key is null ? [] : [key];
        var output = await RunAsync(
            node,
            [Path.Combine(program, "pool.mjs"), $"{port}", $"{messages}", $"{Connections}", html, text, .. signed],
            ct
        );
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
