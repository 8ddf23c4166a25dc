using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage;

/// <summary>The store's model, the same on every provider. Each feature configures its own rows; there are no DbSets here.</summary>
public abstract class PublicationDb(DbContextOptions options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PublicationDb).Assembly);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
}
