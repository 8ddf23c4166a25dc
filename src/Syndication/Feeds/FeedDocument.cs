using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>What a feed says, in no format yet: every string is clean, every address absolute.</summary>
internal sealed record FeedDocument
{
    public required Scope Scope { get; init; }
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Language { get; init; }

    /// <summary>The page for people.</summary>
    public required string Page { get; init; }

    /// <summary>When its item list or contents last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Who stands for items without a byline.</summary>
    public required FeedAuthor Publisher { get; init; }
    public required IReadOnlyList<FeedItem> Items { get; init; }
}

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

/// <summary>A person or the publication.</summary>
internal sealed record FeedAuthor(string Name, string Url);

/// <summary>A section or a tag.</summary>
/// <param name="Term">Name in addresses.</param>
/// <param name="Scheme">Which kind of name it is: the address that all of the kind lie below.</param>
/// <param name="Label">As people write it.</param>
internal sealed record FeedCategory(string Term, string Scheme, string Label);

/// <summary>The lead image.</summary>
internal sealed record FeedImage(string Url, string Alt, string? Credit, int? Width, int? Height, string? Type, long? Bytes);

/// <summary>A file that goes with an article.</summary>
internal sealed record FeedAttachment(string Url, string Type, long Bytes);
