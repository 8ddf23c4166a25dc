using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>Reads the current feed of a publication, section, author or tag.</summary>
internal sealed class ScopeFeeds(
    Database database,
    ArticleStore articles,
    ArchiveStore archives,
    FeedTombstones tombstones,
    ScopeProfiles profiles,
    FeedItemReader reader,
    FeedIdentity identity,
    IOptions<FeedOptions> options
) : FeedSource<CurrentFeed>
{
    protected override async Task<FeedVersion> VersionAsync(CurrentFeed subject, CancellationToken ct) =>
        FeedVersion.Of(await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, subject.Scope, token), ct));

    protected override async Task<FeedReading> ReadAsync(CurrentFeed subject, FeedVersion version, CancellationToken ct)
    {
        switch (await profiles.FindAsync(subject.Scope, ct))
        {
            case ScopeProfile.Moved moved:
                return new FeedReading.Moved(new CurrentFeed(Scope.Section(moved.To)));
            case ScopeProfile.Gone:
                return new FeedReading.Gone();
            case ScopeProfile.Known known:
                var chosen = await articles.LatestAsync(subject.Scope, options.Value.ItemCount, ct);
                var items = await reader.OfAsync(chosen, known.Content, ct);
                var whole = identity.Describe(subject, subject.Scope, known, version, items) with
                {
                    Removed = await tombstones.OfAsync(subject.Scope, version, ct),
                };
                var fitting = ByteBudget.Fit(whole, options.Value.ByteBudget);
                var window = chosen.Take(fitting.Items.Count);
                return new FeedReading.Found(fitting with { History = await HistoryAsync(subject.Scope, window, ct) });
            default:
                return new FeedReading.Unknown();
        }
    }

    // The window is by date of publication, the archives by when each article was first seen: what is back-dated is in no window.
    private async Task<FeedHistory> HistoryAsync(Scope scope, IEnumerable<Article> window, CancellationToken ct) =>
        ArchivedFeed.HasArchive(scope)
        && await archives.NewestBeyondAsync(scope, [.. window.Select(article => article.Id)], ct) is { } previous
            ? new FeedHistory { Previous = new ArchivedFeed(scope, previous) }
            : FeedHistory.None;
}
