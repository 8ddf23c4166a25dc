using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage;

/// <summary>Brings the store to the current model and loads the keys; safe to run again.</summary>
public sealed partial class StorePreparation(
    Func<PublicationDb> open,
    IStoreEngine engine,
    DataDirectory directory,
    KeyRing keys,
    ILogger<StorePreparation> logger
)
{
    /// <summary>Creates or migrates the store, then loads the HMAC keys (made once, on the first call ever).</summary>
    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(directory.Path);
        await using var db = open();

        // Asked first: EF's migration lock is orphaned by a process that dies while migrating, and the next start would wait for it (efcore#38958).
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
        {
            await db.Database.MigrateAsync(ct);
            LogMigrated(pending.Count, pending[^1]);
        }

        await engine.PrepareAsync(db, ct);
        await keys.LoadAsync(ct);
        return pending;
    }

    /// <summary>Frees the migration lock that a killed process left behind.</summary>
    public async Task BreakMigrationLockAsync(CancellationToken ct)
    {
        await using var db = open();
        await engine.BreakMigrationLockAsync(db, ct);
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Store migrated: {Count} migrations, now at {Latest}")]
    private partial void LogMigrated(int count, string latest);
}
