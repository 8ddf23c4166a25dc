using Npgsql;

namespace Syndication.ScaleOut.Tests.Support;

/// <summary>A database of its own on a PostgreSQL server that the tests of this project share; hosts that are given the same store are nodes.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly Lazy<string> connection = new(PostgresServer.CreateDatabase);

    /// <summary>The settings that lead a host to its store.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = connection.Value,
            ["Jobs:Provider"] = "Postgres",
        };

    /// <summary>Nothing: the database is elsewhere, and migrated.</summary>
    public static void Prepare(string dataFolder) => Directory.CreateDirectory(dataFolder);

    public void Dispose()
    {
        if (connection.IsValueCreated)
            PostgresServer.DropDatabase(new NpgsqlConnectionStringBuilder(connection.Value).Database!);
    }
}
