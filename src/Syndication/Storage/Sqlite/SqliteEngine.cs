using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage.Sqlite;

/// <summary>One file, one process that serves, one writer at a time: <c>BEGIN IMMEDIATE</c> is all the order that writers need.</summary>
public sealed class SqliteEngine : IStoreEngine
{
    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public string? RowLock => null;

    /// <inheritdoc/>
    public string Claim(string table) => "";

    /// <inheritdoc/>
    public Task PrepareAsync(PublicationDb db, CancellationToken ct) => db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);

    /// <inheritdoc/>
    public async Task BreakMigrationLockAsync(PublicationDb db, CancellationToken ct)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
        }
        catch (SqliteException missing) when (missing.SqliteErrorCode == 1)
        {
            // No such table: nothing was ever locked.
        }
    }

    /// <inheritdoc/>
    public Task BeginWriteAsync(PublicationDb db, WritePriority priority, CancellationToken ct) => Task.CompletedTask;

    /// <remarks>
    /// In the file's own counter for programs, which no transaction that is rolled back moves: <see cref="ForeignCommitWatcher"/> tells by it
    /// whether anything published was touched.
    /// </remarks>
    /// <inheritdoc/>
    public async Task AnnounceAsync(PublicationDb db, WritePriority priority, CancellationToken ct)
    {
        if (!db.HasContentChanges)
            return;
        var changes = await db.Database.SqlQueryRaw<int>("SELECT user_version AS \"Value\" FROM pragma_user_version").SingleAsync(ct);
        await db.Database.ExecuteSqlRawAsync(NextUserVersion(changes), ct);
    }

    /// <inheritdoc/>
    public bool IsVictim(Exception fault) => false;

    // A pragma takes no parameters.
    private static string NextUserVersion(int last) =>
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {unchecked(last + 1)}");
}
