namespace Syndication.Storage;

/// <summary>Where the publication's data lives.</summary>
public sealed class StorageOptions
{
    /// <summary>The database: a file under <see cref="Directory"/>, or a server that any number of nodes share.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Folder of everything embedded (store, outbox, inbox); a relative path is taken from the project's root.</summary>
    public string Directory { get; set; } = "data";

    /// <summary>Connection string of the server (Npgsql's form); needed for <see cref="StorageProvider.Postgres"/>, not read for SQLite.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>The databases that the service runs on.</summary>
public enum StorageProvider
{
    /// <summary>A file under <see cref="StorageOptions.Directory"/>.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}
