using System.Diagnostics;
using System.Threading.Channels;
using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Syndication.Storage.Postgres;

namespace Syndication.ScaleOut.Tests.Support;

/// <summary>
/// A PostgreSQL server on a loopback port for the tests of this process, in a folder that goes with it. Databases are copies of one that was
/// migrated once.
/// </summary>
internal sealed class PostgresServer
{
    /// <summary>The program whose absence means that there is no server to be had.</summary>
    public const string Program = "initdb";

    private const string Template = "migrated";
    private static readonly Lazy<PostgresServer> Running = new(() => new PostgresServer());
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-postgres-").FullName;
    private readonly int port = Peer.FreePort();

    // To copy the template takes longer than many a test, and two copies at a time are refused: some are made ahead.
    private readonly Channel<string> ready = Channel.CreateBounded<string>(4);

    private PostgresServer()
    {
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", folder);
        RunAsServer("initdb", "-D", Path.Combine(folder, "data"), "-A", "trust", "-U", "postgres", "--no-sync");
        RunAsServer("pg_ctl", "-D", Path.Combine(folder, "data"), "-w", "-o", Options, "-l", Path.Combine(folder, "log"), "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        MakeTemplate();
        new Thread(MakeAhead) { IsBackground = true }.Start();
    }

    // A server for tests may forget everything in a power cut, and its databases are gone before there is anything to vacuum.
    private string Options =>
        $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c autovacuum=off -c max_connections=400";

    /// <summary>Makes a migrated, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static string CreateDatabase()
    {
        var server = Running.Value;
        return server.ConnectionTo(server.ready.Reader.ReadAsync().AsTask().GetAwaiter().GetResult());
    }

    public static void DropDatabase(string name)
    {
        using (var pooled = new NpgsqlConnection(Running.Value.ConnectionTo(name)))
            NpgsqlConnection.ClearPool(pooled);
        using var connection = new NpgsqlConnection(Running.Value.ConnectionTo("postgres"));
        connection.Open();
        Execute(connection, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private void MakeTemplate()
    {
        using (var postgres = Open("postgres"))
            Execute(postgres, $"CREATE DATABASE {Template}");
        using var connection = Open(Template);
        using var db = new PostgresPublicationDb(new DbContextOptionsBuilder<PostgresPublicationDb>().UseNpgsql(connection).Options);
        db.Database.Migrate();
        // Each host would make Hangfire's tables by a score of scripts, where it finds none.
        PostgreSqlObjectsInstaller.Install(connection);
        // What the copies read for the first time is then read without being written back.
        Execute(connection, "VACUUM (FREEZE, ANALYZE)");
    }

    private void MakeAhead()
    {
        try
        {
            // Page by page through the log, as servers from 15 on copy by default, takes three times as long.
            using var connection = Open("postgres");
            var strategy = connection.PostgreSqlVersion.Major >= 15 ? "STRATEGY FILE_COPY" : "";
            while (true)
            {
                var name = "test_" + Guid.NewGuid().ToString("N");
                Execute(connection, $"CREATE DATABASE {name} TEMPLATE {Template} {strategy}");
                ready.Writer.WriteAsync(name).AsTask().GetAwaiter().GetResult();
            }
        }
        catch (NpgsqlException fault)
        {
            // The server ends with the process; whoever still waits for a database is told that there are no more.
            ready.Writer.TryComplete(fault);
        }
    }

    private string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=20;Include Error Detail=true";

    private NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection(ConnectionTo(database) + ";Pooling=false");
        connection.Open();
        return connection;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private void Stop()
    {
        RunAsServer("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    // It refuses to run as root.
    private static void RunAsServer(string program, params string[] arguments)
    {
        var path = Peer.Find(program) ?? throw new InvalidOperationException($"{program} is not installed.");
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server lives on with whatever handles it is given: a redirected output would never end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
