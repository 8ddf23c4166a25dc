namespace Syndication.Articles;

/// <summary>An article as a sitemap of news names it.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Url">Where its home is; null: here.</param>
/// <param name="Title">Plain text.</param>
/// <param name="PublishedAt">By the newsroom's word.</param>
/// <param name="Language">BCP 47 tag.</param>
public sealed record NewsArticle(string Slug, string? Url, string Title, DateTimeOffset PublishedAt, string Language);
