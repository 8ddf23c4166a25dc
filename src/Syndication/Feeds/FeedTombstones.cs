using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>
/// What feeds tell of articles that were taken back, whether withdrawn, expired or set back to draft. An article that only left a section
/// has no tombstone there: its id is the same in every feed, and readers would drop what other feeds still carry.
/// </summary>
internal sealed class FeedTombstones(ArchiveStore archives)
{
    private const int Most = 50;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Those of a current feed: the last 30 days, counted from the feed's own date, so that equal versions are equal bytes.</summary>
    public async Task<IReadOnlyList<FeedTombstone>> OfAsync(Scope scope, FeedVersion version, CancellationToken ct) =>
        version.ChangedAt is { } changedAt ? From(await archives.RemovedAsync(scope, changedAt - Kept, Most, ct)) : [];

    /// <summary>Those of an archive: all of its own, for whoever walks it years later.</summary>
    public async Task<IReadOnlyList<FeedTombstone>> OfAsync(ArchivedFeed archive, CancellationToken ct) =>
        From(await archives.RemovedAsync(archive.Scope, archive.Place, ct));

    private static List<FeedTombstone> From(IEnumerable<RemovedArticle> removed) =>
        [.. removed.Select(article => new FeedTombstone(article.Id.ToString(), article.At))];
}
