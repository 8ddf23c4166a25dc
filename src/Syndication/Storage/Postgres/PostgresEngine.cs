using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Syndication.Storage.Postgres;

/// <summary>
/// A server that any number of nodes share. The ledger's writers claim rows and compare and set; all other writers hold one advisory lock to
/// their commit, so that on every node together they are what they are on SQLite: one at a time.
/// </summary>
public sealed class PostgresEngine(PostgresNode node) : IStoreEngine
{
    // "SYNDWRIT" in ASCII: a number that no other program on the same database takes.
    private const long WritersLock = 0x53594E4457524954;

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public string? RowLock => "FOR UPDATE";

    /// <inheritdoc/>
    public string Claim(string table) => $"FOR UPDATE OF {table} SKIP LOCKED";

    /// <inheritdoc/>
    public Task PrepareAsync(PublicationDb db, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Nothing to free: the lock is the session's, and ends with the process that held it.</summary>
    public Task BreakMigrationLockAsync(PublicationDb db, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task BeginWriteAsync(PublicationDb db, WritePriority priority, CancellationToken ct)
    {
        if (priority is WritePriority.Normal)
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WritersLock})", ct);
    }

    /// <remarks>Not for the ledger: announcements are made one after the other, and nobody waits for a thousand of them a second.</remarks>
    /// <inheritdoc/>
    public async Task AnnounceAsync(PublicationDb db, WritePriority priority, CancellationToken ct)
    {
        if (priority is WritePriority.Normal)
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({PostgresNode.Channel}, {node.Announcement(db.HasContentChanges)})", ct);
    }

    /// <inheritdoc/>
    public bool IsVictim(Exception fault) =>
        (fault as PostgresException ?? fault.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure;
}
