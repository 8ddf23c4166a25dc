using Microsoft.EntityFrameworkCore;
using Syndication.Storage.Sqlite;

namespace Syndication.Tests.Support;

/// <summary>
/// The store that hosts of this project run on: a SQLite file each, a copy of one that was migrated once. The same tests run on PostgreSQL in
/// Syndication.ScaleOut.Tests, and on an empty folder where they start the program itself.
/// </summary>
internal sealed class TestStore : IDisposable
{
    // To migrate takes longer than half of the tests.
    private static readonly Lazy<byte[]> Migrated = new(Migrate);

    /// <summary>The settings that lead a host to its store.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Puts the migrated store where a host will look for it; one that is there stays.</summary>
    public static void Prepare(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var file = Path.Combine(dataFolder, "syndication.db");
        if (!File.Exists(file))
            File.WriteAllBytes(file, Migrated.Value);
    }

    public void Dispose() { }

    private static byte[] Migrate()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (
                var db = new SqlitePublicationDb(
                    new DbContextOptionsBuilder<SqlitePublicationDb>().UseSqlite($"Data Source={file};Pooling=False").Options
                )
            )
                db.Database.Migrate();
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
