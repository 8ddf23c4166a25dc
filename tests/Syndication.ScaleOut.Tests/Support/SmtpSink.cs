namespace Syndication.ScaleOut.Tests.Support;

/// <summary>Postfix's test server: takes every message and writes each into a file of its own.</summary>
public static class SmtpSink
{
    /// <summary>Starts it on the loopback address.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="directory">Where messages go: envelope lines, then the message.</param>
    /// <param name="faults">How it misbehaves, in its own words.</param>
    public static Task<Peer> StartAsync(int port, string directory, params string[] faults)
    {
        // Started by root, it wants to be told whose rights to take instead.
        string[] rights = Environment.IsPrivilegedProcess ? ["-u", "root"] : [];
        return Peer.StartAsync("smtp-sink", port, [.. rights, .. faults, "-R", directory, "-d", "m.", $"127.0.0.1:{port}", "100"]);
    }
}
