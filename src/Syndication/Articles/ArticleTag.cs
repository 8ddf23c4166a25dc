using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>A tag of an article.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">As people write it.</param>
public sealed record ArticleTag(TagSlug Slug, string Name);
