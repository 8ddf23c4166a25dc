namespace Syndication.Pages.Sitemaps;

/// <summary>An address that a sitemap or an index of sitemaps names.</summary>
/// <param name="Address">Absolute.</param>
/// <param name="ChangedAt">When what is there last changed; null where that is not known.</param>
internal sealed record SitemapEntry(string Address, DateTimeOffset? ChangedAt);
