using Microsoft.Data.Sqlite;

namespace Syndication.Benchmarks.Chaos.Scenarios;

/// <summary>SQLite's own word on a store.</summary>
internal static class StoreCheck
{
    /// <summary>Whether <c>PRAGMA integrity_check</c> finds nothing.</summary>
    public static async Task<bool> IsIntactAsync(ChaosStore store, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={store.File};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return await command.ExecuteScalarAsync(ct) is "ok";
    }
}
