using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Syndication.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the host.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePublicationDb>
{
    /// <inheritdoc/>
    public SqlitePublicationDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePublicationDb>().UseSqlite("Data Source=design-time.db").Options);
}
