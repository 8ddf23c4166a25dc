using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Syndication.Storage.Postgres;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the host or a server.</summary>
public sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPublicationDb>
{
    /// <inheritdoc/>
    public PostgresPublicationDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPublicationDb>().UseNpgsql("Host=design-time").Options);
}
