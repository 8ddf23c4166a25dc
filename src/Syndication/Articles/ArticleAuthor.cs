using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>One author of an article.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name in the byline, plain text.</param>
/// <param name="Role">Such as "senior editor"; null: as known.</param>
/// <param name="Biography">Null: as known.</param>
/// <param name="Url">A page of theirs; null: as known.</param>
public sealed record ArticleAuthor(AuthorSlug Slug, string Name, string? Role = null, string? Biography = null, string? Url = null);
