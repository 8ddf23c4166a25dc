namespace Syndication.Storage;

/// <summary>What the databases do differently beside the model: SQLite has one process and one writer, PostgreSQL has many of both.</summary>
public interface IStoreEngine
{
    /// <summary>Whether other nodes may serve from the same store at the same time.</summary>
    bool IsShared { get; }

    /// <summary>What follows the rows' table in a query that claims rows for this process alone, skipping what another has claimed.</summary>
    /// <param name="table">The name of the table in the query.</param>
    string Claim(string table);

    /// <summary>What ends a query that locks the rows it finds until the transaction ends; null: there is one writer at a time anyway.</summary>
    string? RowLock { get; }

    /// <summary>Sets what the store keeps from then on; called after each migration and safe to run again.</summary>
    Task PrepareAsync(PublicationDb db, CancellationToken ct);

    /// <summary>Frees the migration lock that a killed process left behind.</summary>
    Task BreakMigrationLockAsync(PublicationDb db, CancellationToken ct);

    /// <summary>
    /// Called first in each transaction that writes. Writers other than the ledger come one after the other, on all nodes together: what they
    /// read stays true until they commit.
    /// </summary>
    Task BeginWriteAsync(PublicationDb db, WritePriority priority, CancellationToken ct);

    /// <summary>Called last in each transaction that writes: other nodes learn of the commit when it is made, and not if it is not.</summary>
    Task AnnounceAsync(PublicationDb db, WritePriority priority, CancellationToken ct);

    /// <summary>Whether the transaction was given up for another's sake, so that the same one made again may succeed at once.</summary>
    bool IsVictim(Exception fault);
}
