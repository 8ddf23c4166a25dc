using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Feeds;

/// <summary>What the store knows of scopes, for the head of their feeds.</summary>
internal sealed class ScopeProfiles(Database database, ArticleStore articles, SectionStore sections, FeedIdentity identity)
{
    public async Task<ScopeProfile> FindAsync(Scope scope, CancellationToken ct)
    {
        switch (scope.Kind)
        {
            case ScopeKind.Publication:
                return new ScopeProfile.Known("", "", identity.Language, FeedContent.Full);
            case ScopeKind.Section:
                return await FindSectionAsync(new SectionSlug(scope.Name), ct);
            case ScopeKind.Author:
                return await sections.FindAuthorAsync(new AuthorSlug(scope.Name), ct) is { } author
                    ? new ScopeProfile.Known(author.Name, author.Biography, identity.Language, FeedContent.Full)
                    : new ScopeProfile.Unknown();
            default:
                return await FindTagAsync(scope, ct);
        }
    }

    private async Task<ScopeProfile> FindSectionAsync(SectionSlug slug, CancellationToken ct)
    {
        switch (await sections.FindAsync(slug, ct))
        {
            case null:
                return new ScopeProfile.Unknown();
            // Straight to where the way ends: readers follow few redirects, and remember one for good.
            case { MovedTo: not null }:
                return new SectionHeirs(await sections.AllAsync(ct)).LastOf(slug) is { EndedAt: null } heir
                    ? new ScopeProfile.Moved(heir.Slug)
                    : new ScopeProfile.Gone();
            case { EndedAt: not null }:
                return new ScopeProfile.Gone();
            case var section:
                return new ScopeProfile.Known(section.Name, section.Description, section.Language ?? identity.Language, section.Content);
        }
    }

    private async Task<ScopeProfile> FindTagAsync(Scope scope, CancellationToken ct)
    {
        if (await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, scope, token), ct) is null)
            return new ScopeProfile.Unknown();
        var heads = await articles.HeadsAsync(scope, 0, 1, ct);
        var tag = heads.SelectMany(head => head.Tags).FirstOrDefault(tag => tag.Slug.Value == scope.Name);
        return new ScopeProfile.Known(tag?.Name ?? scope.Name, "", identity.Language, FeedContent.Full);
    }
}
