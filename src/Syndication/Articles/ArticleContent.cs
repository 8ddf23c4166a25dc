using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>
/// What a way in hands over: checked, its text plain, its HTML cleaned and its links absolute. Everything after trusts it.
/// </summary>
public sealed record ArticleContent
{
    private const int SummaryLength = 280;

    /// <summary>The section it belongs to first; it exists.</summary>
    public required SectionSlug Section { get; init; }

    /// <summary>Other sections it is shown in, without the first.</summary>
    public IReadOnlyList<SectionSlug> OtherSections { get; init; } = [];

    /// <summary>Headline, plain text, not empty.</summary>
    public required string Title { get; init; }

    /// <summary>Deck or standfirst, plain text; null: the start of the body serves.</summary>
    public string? Summary { get; init; }

    /// <summary>Body, cleaned HTML with absolute addresses.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>Absolute http(s) address of the original, where the article's home is elsewhere.</summary>
    public string? Url { get; init; }

    /// <summary>Wanted name in addresses; null: made from the title. A taken one gets a number.</summary>
    public string? Slug { get; init; }

    /// <summary>BCP 47 tag; null: the section's, else the publication's.</summary>
    public string? Language { get; init; }

    /// <summary>Tags as people write them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>In the order of the byline.</summary>
    public IReadOnlyList<ArticleAuthor> Authors { get; init; } = [];

    /// <summary>Lead image.</summary>
    public ArticleImage? Image { get; init; }

    /// <summary>Audio, video or documents.</summary>
    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];

    /// <summary>Whether it is news to mail readers; false for archives.</summary>
    public bool Announce { get; init; } = true;

    /// <summary>Kept back from everyone until it is sent again without.</summary>
    public bool Draft { get; init; }

    /// <summary>When it was or is to be published; in the future: an embargo. Null: now.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When its content last changed, by the newsroom's word; null: when the change arrived.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it leaves feeds, pages and digests by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What was wrong and is put right, plain text; a change of it is announced to those who received the article.</summary>
    public string? Correction { get; init; }

    /// <summary>The summary, or where there is none the start of the body, at most 280 characters.</summary>
    /// <param name="text">The body, plain.</param>
    internal string SummaryOrStart(Func<string> text) =>
        string.IsNullOrWhiteSpace(Summary) ? PlainText.Start(text(), SummaryLength) : Summary;
}
