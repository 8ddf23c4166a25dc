using Syndication.Articles.Search;
using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>What time does to articles: embargoes end, articles expire.</summary>
public sealed class ArticleJobs(Database database, ArticlePublisher publisher)
{
    private const int Chunk = 100;

    // Their texts are read and taken apart: a transaction of them is to be as short as any other.
    private const int IndexChunk = 20;

    /// <summary>Settles everything that is due. Safe to run again or twice at once.</summary>
    public async Task SettleDueAsync(CancellationToken ct)
    {
        while (await database.WriteAsync((db, token) => publisher.SettleDueAsync(db, Chunk, token), ct) == Chunk) { }
    }

    /// <summary>Puts archives, and what was published before there was an index, into it. Safe to run again or twice at once.</summary>
    public async Task IndexBacklogAsync(CancellationToken ct)
    {
        while (await database.WriteAsync((db, token) => SearchBacklog.TakeAsync(db, IndexChunk, token), ct) == IndexChunk) { }
    }
}
