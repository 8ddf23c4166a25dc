namespace Syndication.Feeds;

/// <summary>One article in a feed.</summary>
internal sealed record FeedItem
{
    public required string Id { get; init; }
    public required string Url { get; init; }

    /// <summary>One line of plain text, not empty.</summary>
    public required string Title { get; init; }

    /// <summary>One line of plain text, not empty.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole text; null: the summary has to do.</summary>
    public string? ContentHtml { get; init; }
    public required string Language { get; init; }
    public required DateTimeOffset Published { get; init; }
    public required DateTimeOffset Updated { get; init; }
    public required IReadOnlyList<FeedAuthor> Authors { get; init; }
    public required IReadOnlyList<FeedCategory> Categories { get; init; }
    public FeedImage? Image { get; init; }
    public required IReadOnlyList<FeedAttachment> Attachments { get; init; }
}
