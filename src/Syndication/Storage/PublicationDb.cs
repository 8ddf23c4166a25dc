using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage;

/// <summary>The store's model, the same on every provider. Each feature configures its own rows; there are no DbSets here.</summary>
public abstract class PublicationDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Set by whoever changes something published, in the transaction that does: see <see cref="StoreChanges.ContentGeneration"/>.</summary>
    public bool HasContentChanges { get; set; }

    /// <inheritdoc cref="IStoreEngine.IsShared"/>
    public abstract bool IsShared { get; }

    /// <summary>What can be searched, as far as this context's transaction sees it.</summary>
    public abstract TextIndex TextIndex { get; }

    /// <summary>
    /// Names of what has a new version already in this transaction: nobody sees the states between, and dates that rise with each of
    /// them would run ahead of the clock.
    /// </summary>
    public HashSet<string> Versioned { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The commands that are kept with this context's connection: of the ledger for as long as it is open, of others to the end of a transaction.
    /// </summary>
    internal PreparedCommands? Prepared { get; set; }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PublicationDb).Assembly);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
}
