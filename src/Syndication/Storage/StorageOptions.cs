using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Syndication.Storage;

/// <summary>Where the publication's data lives.</summary>
public sealed class StorageOptions
{
    /// <summary>The database: <c>Sqlite</c>, or <c>Postgres</c> (which is not there yet and stops the host).</summary>
    [AllowedValues(StorageProvider.Sqlite, ErrorMessage = "only Sqlite is there yet")]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Folder of everything embedded (store, outbox, inbox); a relative path is taken from the project's root.</summary>
    [Required]
    public string Directory { get; set; } = "data";

    /// <summary>Connection string of the server database; not read for SQLite.</summary>
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

/// <summary>Checks <see cref="StorageOptions"/> before the host listens.</summary>
[OptionsValidator]
public sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
