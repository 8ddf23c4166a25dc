using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>Reads the current feed of a publication, section, author or tag.</summary>
internal sealed class ScopeFeeds(
    Database database,
    ArticleStore articles,
    ScopeProfiles profiles,
    FeedItemReader items,
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
                var whole = identity.Describe(subject, subject.Scope, known, version, await items.OfAsync(chosen, known.Content, ct));
                return new FeedReading.Found(ByteBudget.Fit(whole, options.Value.ByteBudget));
            default:
                return new FeedReading.Unknown();
        }
    }
}
