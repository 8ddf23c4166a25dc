using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage.Postgres;

/// <summary>The store on a PostgreSQL server.</summary>
public sealed class PostgresPublicationDb(DbContextOptions<PostgresPublicationDb> options) : PublicationDb(options)
{
    // By code point, as SQLite compares: slugs, keys and names have one order wherever they are stored, whatever the server's locale.
    private const string Collation = "C";

    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override TextIndex TextIndex => new PostgresTextIndex(Database);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if ((property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
                property.SetCollation(Collation);
        }
    }
}
