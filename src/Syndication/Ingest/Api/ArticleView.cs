using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Ingest.Api;

/// <summary>An article as the API shows it: the contract's fields as they are stored, and what became of it.</summary>
internal sealed record ArticleView
{
    public required string Id { get; init; }
    public required string ArticleId { get; init; }
    public required string Address { get; init; }
    public required int Revision { get; init; }
    public required string State { get; init; }
    public required string Section { get; init; }
    public required IReadOnlyList<string> Sections { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }
    public required string BodyHtml { get; init; }
    public string? Url { get; init; }
    public required string Slug { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required IReadOnlyList<AuthorDocument> Authors { get; init; }
    public ArticleImage? Image { get; init; }
    public required IReadOnlyList<Enclosure> Enclosures { get; init; }
    public required bool Announce { get; init; }
    public required bool Draft { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? Correction { get; init; }

    /// <summary>The view of a stored article under the newsroom's id.</summary>
    public static ArticleView Of(string id, Article article, WebAddresses web) =>
        new()
        {
            Id = id,
            ArticleId = article.Id.ToString(),
            Address = web.Article(article.Slug),
            Revision = article.Revision,
            State = StateName(article.State),
            Section = article.Section.Value,
            Sections = [.. article.Sections.Skip(1).Select(section => section.Value)],
            Title = article.Title,
            Summary = article.Summary,
            BodyHtml = article.BodyHtml,
            Url = article.Url,
            Slug = article.Slug,
            Language = article.Language,
            Tags = [.. article.Tags.Select(tag => tag.Name)],
            Authors = [.. article.Authors.Select(AuthorOf)],
            Image = article.Image,
            Enclosures = article.Enclosures,
            Announce = article.Announce,
            Draft = article.State is ArticleState.Draft,
            PublishedAt = article.PublishedAt,
            UpdatedAt = article.UpdatedAt,
            ExpiresAt = article.ExpiresAt,
            Correction = article.Correction,
        };

    /// <summary>A state's name in JSON.</summary>
    public static string StateName(ArticleState state) => state.ToString().ToLowerInvariant();

    private static AuthorDocument AuthorOf(Author author) =>
        new()
        {
            Id = author.Slug.Value,
            Name = author.Name,
            Role = author.Role.Length == 0 ? null : author.Role,
            Bio = author.Biography.Length == 0 ? null : author.Biography,
            Url = author.Url,
        };
}
