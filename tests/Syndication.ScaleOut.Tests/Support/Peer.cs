using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Syndication.ScaleOut.Tests.Support;

/// <summary>A program beside the service, started for one test and ended with it.</summary>
public sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(Process process) => this.process = process;

    /// <summary>The program's full path, or null when it is not installed.</summary>
    public static string? Find(string program) =>
        Path.IsPathRooted(program)
            ? File.Exists(program)
                ? program
                : null
            : (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/lib/postgresql/15/bin")
                .Split(':')
                .Select(folder => Path.Combine(folder, program))
                .FirstOrDefault(File.Exists);

    /// <summary>Why a test that needs the programs is skipped; null: it runs, as it does wherever all are said to be installed.</summary>
    public static string? WhyMissing(params string[] programs) =>
        programs.FirstOrDefault(program => Find(program) is null) is { } missing
        && Environment.GetEnvironmentVariable("SYNDICATION_REQUIRE_PEERS") != "1"
            ? $"{missing} is not installed"
            : null;

    /// <summary>A port on the loopback address that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program and waits until it listens.</summary>
    public static async Task<Peer> StartAsync(string program, int port, params string[] arguments)
    {
        var path = Find(program) ?? throw new InvalidOperationException($"{program} is not installed.");
        var peer = new Peer(
            Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardError = true, UseShellExecute = false })!
        );
        for (var tries = 0; tries < 250; tries++)
        {
            if (peer.process.HasExited)
                throw new InvalidOperationException($"{program} ended: {await peer.process.StandardError.ReadToEndAsync()}");
            if (await ListensAsync(port))
                return peer;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        peer.Dispose();
        throw new TimeoutException($"{program} does not listen on {port}.");
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
