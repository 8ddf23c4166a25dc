using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage.Sqlite;

/// <summary>The store in a SQLite file.</summary>
public sealed class SqlitePublicationDb(DbContextOptions<SqlitePublicationDb> options) : PublicationDb(options)
{
    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <inheritdoc/>
    public override TextIndex TextIndex => new SqliteTextIndex(this);
}
