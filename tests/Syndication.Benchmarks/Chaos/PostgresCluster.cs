using System.Diagnostics;
using Npgsql;

namespace Syndication.Benchmarks.Chaos;

/// <summary>A PostgreSQL server of a scenario's own, so that it can be broken off; it forces every commit to disk, as it is run in earnest.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-chaos-pg-").FullName;
    private readonly int port = ChildProcess.FreePort();

    private PostgresCluster() { }

    private string Data => Path.Combine(folder, "data");

    /// <summary>Makes it and starts it.</summary>
    public static PostgresCluster Start()
    {
        var cluster = new PostgresCluster();
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", cluster.folder);
        RunAsServer("initdb", "-D", cluster.Data, "-A", "trust", "-U", "postgres", "--no-sync");
        cluster.Resume();
        return cluster;
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase(string name)
    {
        using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE \"{name}\"";
        command.ExecuteNonQuery();
        return ConnectionTo(name);
    }

    /// <summary>Breaks every session off and ends without a checkpoint, as a crash does.</summary>
    public void Crash() => RunAsServer("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    /// <summary>Starts it; after a crash it recovers from its log.</summary>
    public void Resume() => RunAsServer("pg_ctl", "-D", Data, "-w", "-o", Options, "-l", Path.Combine(folder, "log"), "start");

    public void Dispose()
    {
        Crash();
        Directory.Delete(folder, recursive: true);
    }

    private string Options => $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200";

    private string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=20";

    // It refuses to run as root.
    private static void RunAsServer(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs, program);
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server lives on with whatever handles it is given: a redirected output would never end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
