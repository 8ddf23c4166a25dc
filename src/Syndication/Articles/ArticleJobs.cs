using Syndication.Storage;

namespace Syndication.Articles;

/// <summary>What time does to articles: embargoes end, articles expire.</summary>
public sealed class ArticleJobs(Database database, ArticlePublisher publisher)
{
    private const int Chunk = 100;

    /// <summary>Settles everything that is due. Safe to run again or twice at once.</summary>
    public async Task SettleDueAsync(CancellationToken ct)
    {
        while (await database.WriteAsync((db, token) => publisher.SettleDueAsync(db, Chunk, token), ct) == Chunk) { }
    }
}
