using Syndication.Publication;

namespace Syndication.Feeds.WebSub;

/// <summary>What can be subscribed to: our public feeds, by the very addresses that they name as their own.</summary>
internal sealed class HubTopics(FeedLinks links, ScopeProfiles profiles, WebAddresses addresses)
{
    private readonly string folder = addresses.Base + "/feeds/";

    /// <summary>The feed that has this address; null where we serve none there, or did once.</summary>
    public async Task<(Scope Scope, FeedFormat Format)?> FindAsync(string topic, CancellationToken ct)
    {
        if (Read(topic) is not var (scope, format))
            return null;
        return await profiles.FindAsync(scope, ct) is ScopeProfile.Known ? (scope, format) : null;
    }

    /// <summary>The feed that would have this address; null: none.</summary>
    public (Scope Scope, FeedFormat Format)? Read(string topic)
    {
        var dot = topic.LastIndexOf('.');
        if (!topic.StartsWith(folder, StringComparison.Ordinal) || dot < folder.Length)
            return null;
        if (
            FeedFormats.Parse(topic[(dot + 1)..]) is not { } format
            || ScopeOf(Uri.UnescapeDataString(topic[folder.Length..dot])) is not { } scope
        )
            return null;
        return links.Of(scope, format) == topic ? (scope, format) : null;
    }

    /// <summary>The scope that is stored under the key; null: none.</summary>
    public static Scope? ScopeOf(string key) =>
        key.Split('/') switch
        {
            ["all"] => Scope.Publication,
            ["sections", var name] when Slug.IsValid(name) => Scope.Section(new SectionSlug(name)),
            ["authors", var name] when Slug.IsValid(name) => Scope.Author(new AuthorSlug(name)),
            ["tags", var name] when Slug.IsValid(name) => Scope.Tag(new TagSlug(name)),
            _ => null,
        };
}
