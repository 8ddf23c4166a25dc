using Syndication.Articles.Search;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>What time does to articles: embargoes end, articles expire.</summary>
public sealed class ArticleJobs(Database database, ArticlePublisher publisher, TimeProvider clock)
{
    // The job comes each minute: what went on for longer would fill the workers with itself, and nobody would be left to plan.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(45);

    private const int Chunk = 100;

    // Their texts are read and taken apart: a transaction of them is to be as short as any other.
    private const int IndexChunk = 20;

    /// <summary>Settles everything that is due. Safe to run again or twice at once.</summary>
    public async Task SettleDueAsync(CancellationToken ct)
    {
        while (await database.WriteAsync((db, token) => publisher.SettleDueAsync(db, Chunk, token), ct) == Chunk) { }
    }

    /// <summary>
    /// Puts archives, and what was published before there was an index, into it, for a while; what is left is the next call's. Safe to run again
    /// or twice at once.
    /// </summary>
    public async Task IndexBacklogAsync(CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (
            await database.WriteAsync((db, token) => SearchBacklog.TakeAsync(db, IndexChunk, token), ct) == IndexChunk
            && clock.GetElapsedTime(begun) < AtOnce
        ) { }
    }
}
