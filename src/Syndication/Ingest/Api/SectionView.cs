using Syndication.Publication;

namespace Syndication.Ingest.Api;

/// <summary>A section as the API shows it.</summary>
internal sealed record SectionView(
    string Section,
    string Name,
    string Description,
    string Note,
    string? Language,
    string Content,
    bool Approval,
    string Issues,
    string? MovedTo,
    DateTimeOffset? Ended
)
{
    /// <summary>The view of a stored section.</summary>
    public static SectionView Of(Section section) =>
        new(
            section.Slug.Value,
            section.Name,
            section.Description,
            section.Note,
            section.Language,
            section.Content is FeedContent.Full ? "full" : "summary",
            section.HoldsIssues,
            section.HidesIssues ? "unlisted" : "public",
            section.MovedTo?.Value,
            section.EndedAt
        );
}
