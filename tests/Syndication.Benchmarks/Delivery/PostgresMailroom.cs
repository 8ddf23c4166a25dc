using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Syndication.Benchmarks.Delivery;

/// <summary>Stores as databases of a server of its own on loopback, with fsync as it is by default.</summary>
internal sealed class PostgresMailroom : IMailroom, IAsyncDisposable
{
    private readonly string folder;
    private readonly int port = ChildProcess.FreePort();

    private PostgresMailroom(string folder) => this.folder = folder;

    public string Name => "PostgreSQL";

    public string Handle => "decode(md5(i::text), 'hex')";

    public static async Task<PostgresMailroom> StartAsync(string folder, CancellationToken ct)
    {
        var server = new PostgresMailroom(Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName);
        if (Environment.IsPrivilegedProcess)
        {
            // It refuses to run as root, and must reach its own folder below one of root's.
            await RunAsync("chmod", ["o+x", folder], ct);
            await RunAsync("chown", ["postgres", server.folder], ct);
        }

        await server.ServerAsync(["initdb", "-D", server.Data, "-A", "trust", "-U", "postgres"], ct);
        await server.ServerAsync(["pg_ctl", "-D", server.Data, "-w", "-o", server.Options, "-l", server.Data + "/log", "start"], ct);
        return server;
    }

    public Task CreateAsync(string store, string? copyOf, CancellationToken ct) =>
        ExecuteAsync($"CREATE DATABASE {store}" + (copyOf is null ? "" : $" TEMPLATE {copyOf} STRATEGY file_copy"), ct);

    public Task DropAsync(string store, CancellationToken ct) => ExecuteAsync($"DROP DATABASE {store} WITH (FORCE)", ct);

    public IReadOnlyDictionary<string, string> SettingsOf(string store) =>
        new Dictionary<string, string>
        {
            ["Storage:Directory"] = Directory.CreateDirectory($"{folder}-{store}").FullName,
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = ConnectionTo(store),
        };

    public async Task<DbConnection> OpenAsync(string store, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(ConnectionTo(store) + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync(ct);
        return connection;
    }

    public string Numbers(int count) => $"n(i) AS (SELECT generate_series(1, {count}))";

    public async ValueTask DisposeAsync() =>
        await ServerAsync(["pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);

    private string Data => Path.Combine(folder, "data");

    private string Options => $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=";

    private string ConnectionTo(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync("postgres", ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private Task ServerAsync(string[] command, CancellationToken ct)
    {
        command[0] = ChildProcess.Find(command[0]) ?? throw new InvalidOperationException($"{command[0]} is not installed.");
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", .. command], ct)
            : RunAsync(command[0], command[1..], ct);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        // The server lives on with whatever handles it is given: a redirected output would never end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
