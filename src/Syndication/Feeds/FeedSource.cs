using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>Reads from the store what a feed says.</summary>
internal sealed class FeedSource(
    Database database,
    ArticleStore articles,
    SectionStore sections,
    FeedItems items,
    FeedIdentity identity,
    IOptions<FeedOptions> options
)
{
    /// <summary>What nothing ever was in: a date that no clock makes.</summary>
    private static readonly ScopeVersion Never = new()
    {
        Scope = "",
        Version = 0,
        ChangedAt = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>The scope's version; version 0 where nothing was ever in it.</summary>
    public async Task<ScopeVersion> VersionAsync(Scope scope, CancellationToken ct) =>
        await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, scope, token), ct) ?? Never;

    /// <summary>What is known of the scope.</summary>
    public async Task<FeedScope> FindAsync(Scope scope, ScopeVersion version, CancellationToken ct)
    {
        switch (scope.Kind)
        {
            case ScopeKind.Publication:
                return new FeedScope.Known("", "", identity.Language, FeedContent.Full);
            case ScopeKind.Section:
                return await sections.FindAsync(new SectionSlug(scope.Name), ct) switch
                {
                    null => new FeedScope.Unknown(),
                    { MovedTo: { } to } => new FeedScope.Moved(to),
                    { EndedAt: not null } => new FeedScope.Gone(),
                    var section => new FeedScope.Known(
                        section.Name,
                        section.Description,
                        section.Language ?? identity.Language,
                        section.Content
                    ),
                };
            case ScopeKind.Author:
                return await sections.FindAuthorAsync(new AuthorSlug(scope.Name), ct) is { } author
                    ? new FeedScope.Known(author.Name, author.Biography, identity.Language, FeedContent.Full)
                    : new FeedScope.Unknown();
            default:
                if (version.Version == 0)
                    return new FeedScope.Unknown();
                var heads = await articles.HeadsAsync(scope, 0, 1, ct);
                var tag = heads.SelectMany(head => head.Tags).FirstOrDefault(tag => tag.Slug.Value == scope.Name);
                return new FeedScope.Known(tag?.Name ?? scope.Name, "", identity.Language, FeedContent.Full);
        }
    }

    /// <summary>The feed's contents as the store has them now.</summary>
    public async Task<FeedDocument> ComposeAsync(Scope scope, FeedScope.Known known, ScopeVersion version, CancellationToken ct)
    {
        var chosen = await articles.LatestAsync(scope, options.Value.ItemCount, ct);
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        var fitting = ByteBudget.Fit([.. chosen.Select(article => items.Of(article, all, known.Content))], options.Value.ByteBudget);
        return identity.Describe(scope, known, version.ChangedAt, fitting);
    }
}
