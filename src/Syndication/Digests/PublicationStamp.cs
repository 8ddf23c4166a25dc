using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>The publication's version, read again when something published was committed, not for each message.</summary>
internal sealed class PublicationStamp(Database database, StoreChanges changes, TimeProvider clock)
{
    // A commit of another node may go unheard while the connection that it would be heard on is down.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private Known? known;

    /// <summary>The version; 0 where nothing was ever published. While it stands still, no article changed.</summary>
    public async ValueTask<long> ReadAsync(CancellationToken ct)
    {
        var (generation, now) = (changes.ContentGeneration, clock.GetTimestamp());
        if (Volatile.Read(ref known) is { } last && last.Generation == generation && clock.GetElapsedTime(last.At, now) < Longest)
            return last.Version;
        var stored = await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, Scope.Publication, token), ct);
        var version = stored?.Version ?? 0;
        Volatile.Write(ref known, new Known(generation, now, version));
        return version;
    }

    private sealed record Known(long Generation, long At, long Version);
}
