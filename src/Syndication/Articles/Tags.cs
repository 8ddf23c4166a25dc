using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>Tags as words and as names in addresses.</summary>
public static class Tags
{
    /// <summary>The tag's name in addresses, or null where it has no letter or digit.</summary>
    public static TagSlug? SlugOf(string name) => Slug.From(name) is { } slug ? new TagSlug(slug) : null;
}
