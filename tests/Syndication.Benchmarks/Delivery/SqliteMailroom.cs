using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Syndication.Benchmarks.Delivery;

/// <summary>Stores as files.</summary>
internal sealed class SqliteMailroom(string folder) : IMailroom
{
    public string Name => "SQLite";

    public string Handle => "randomblob(16)";

    public async Task CreateAsync(string store, string? copyOf, CancellationToken ct)
    {
        Directory.CreateDirectory(FolderOf(store));
        if (copyOf is null)
            return;
        // The last commits are still beside the file, in its log.
        await using (var connection = await OpenAsync(copyOf, ct))
            await Mailrooms.ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", ct);
        File.Copy(FileOf(copyOf), FileOf(store));
    }

    public Task DropAsync(string store, CancellationToken ct)
    {
        Directory.Delete(FolderOf(store), recursive: true);
        return Task.CompletedTask;
    }

    public IReadOnlyDictionary<string, string> SettingsOf(string store) =>
        new Dictionary<string, string> { ["Storage:Directory"] = FolderOf(store) };

    public async Task<DbConnection> OpenAsync(string store, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={FileOf(store)};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF; PRAGMA busy_timeout=5000";
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    public string Numbers(int count) => $"RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})";

    private string FolderOf(string store) => Path.Combine(folder, store);

    private string FileOf(string store) => Path.Combine(FolderOf(store), "syndication.db");
}
