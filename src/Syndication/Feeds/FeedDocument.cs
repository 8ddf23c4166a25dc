namespace Syndication.Feeds;

/// <summary>What a feed says, in no format yet: every string is clean, every address absolute.</summary>
internal sealed record FeedDocument
{
    public required FeedSubject Subject { get; init; }
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

    /// <summary>How long a reader may wait between two requests; zero: it should ask as often as it likes. See <see cref="FeedRhythm"/>.</summary>
    public required TimeSpan Rhythm { get; init; }

    /// <summary>The hub (WebSub) that it can be subscribed to at.</summary>
    public string? Hub { get; init; }

    /// <summary>Its place among the archived feeds.</summary>
    public FeedHistory History { get; init; } = FeedHistory.None;

    /// <summary>Articles that were in it and were taken back, latest first.</summary>
    public IReadOnlyList<FeedTombstone> Removed { get; init; } = [];
}

/// <summary>The relations of RFC 5005, section 4.</summary>
internal sealed record FeedHistory
{
    /// <summary>A feed without archives.</summary>
    public static FeedHistory None { get; } = new();

    /// <summary>Whether it is an archive itself (<c>fh:archive</c>).</summary>
    public bool IsArchive { get; init; }

    /// <summary>What came before (<c>prev-archive</c>; JSON Feed's <c>next_url</c>).</summary>
    public FeedSubject? Previous { get; init; }

    /// <summary>What came after (<c>next-archive</c>).</summary>
    public FeedSubject? Next { get; init; }

    /// <summary>The feed that readers subscribe to (<c>current</c>).</summary>
    public FeedSubject? Current { get; init; }
}

/// <summary>An article that was taken back (RFC 6721).</summary>
/// <param name="Id">The item's id.</param>
/// <param name="RemovedAt">When.</param>
internal sealed record FeedTombstone(string Id, DateTimeOffset RemovedAt);

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
/// <param name="Url">Its address.</param>
/// <param name="Type">Media type.</param>
/// <param name="Bytes">Length; 0 when unknown.</param>
/// <param name="Title">Its name, one line of plain text; null where it has none of its own.</param>
internal sealed record FeedAttachment(string Url, string Type, long Bytes, string? Title = null);
