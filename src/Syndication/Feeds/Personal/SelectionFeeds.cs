using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds.Personal;

/// <summary>Reads the articles of several sections as one feed.</summary>
internal sealed class SelectionFeeds(
    Database database,
    ArticleSelections articles,
    FeedItemReader items,
    FeedIdentity identity,
    IOptions<FeedOptions> options
) : FeedSource<SelectionFeed>
{
    // No date: another choice of sections, or one section fewer, could only move it back.
    protected override Task<FeedVersion> VersionAsync(SelectionFeed subject, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var scopes = subject.Sections().Select(Scope.Section).ToList();
                var versions = await ScopeVersions.FindAsync(db, scopes, token);
                var state = new StringBuilder();
                foreach (var scope in scopes)
                {
                    var version = FeedVersion.Of(versions.GetValueOrDefault(scope.Key));
                    state.Append(CultureInfo.InvariantCulture, $"{scope.Name} {version.Name}\n");
                }

                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(state.ToString()));
                return new FeedVersion(Convert.ToHexStringLower(hash.AsSpan(0, 8)), ChangedAt: null);
            },
            ct
        );

    protected override async Task<FeedReading> ReadAsync(SelectionFeed subject, FeedVersion version, CancellationToken ct)
    {
        var chosen = await articles.LatestAsync(subject.Sections(), options.Value.ItemCount, ct);
        var fitting = ByteBudget.Fit(await items.OfAsync(chosen, FeedContent.Full, ct), options.Value.ByteBudget);
        var profile = new ScopeProfile.Known("Your sections", "What you chose to follow.", identity.Language, FeedContent.Full);
        var document = identity.Describe(subject, Scope.Publication, profile, version, fitting);
        return new FeedReading.Found(document with { Id = SelectionFeed.IdHole });
    }
}
