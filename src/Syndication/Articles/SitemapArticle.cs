namespace Syndication.Articles;

/// <summary>An article as a sitemap names it.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="UpdatedAt">When its content last changed.</param>
public sealed record SitemapArticle(string Slug, DateTimeOffset UpdatedAt);
