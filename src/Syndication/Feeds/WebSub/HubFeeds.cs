using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>The feeds as they are to be distributed: never older than the store, or a subscriber would wait for the change for ever.</summary>
internal sealed class HubFeeds(FeedCache feeds, Database database, StoreChanges changes)
{
    /// <summary>The feed now.</summary>
    /// <exception cref="IOException">The store cannot be read; try again later.</exception>
    /// <remarks>
    /// The cache hears of another process's commits a moment later than they can be read here; where it has not heard yet, it is told.
    /// </remarks>
    public async Task<FeedAnswer> GetAsync(Scope scope, FeedFormat format, CancellationToken ct)
    {
        var subject = new CurrentFeed(scope);
        var stored = await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, scope, token), ct);
        var answer = await CurrentAsync(subject, format, ct);
        if (answer is not FeedAnswer.Found found || found.Feed.Headers.ChangedAt >= stored?.ChangedAt)
            return answer;
        changes.Announce();
        return await CurrentAsync(subject, format, ct);
    }

    // What is good enough for a reader, who comes again, is not for a subscriber, who is told once.
    private async Task<FeedAnswer> CurrentAsync(CurrentFeed subject, FeedFormat format, CancellationToken ct) =>
        await feeds.GetAsync(subject, format, ct) is var answer && answer is FeedAnswer.Unavailable
            ? throw new IOException("The store cannot be read just now.")
            : answer;
}
