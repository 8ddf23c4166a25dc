using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>An article as readers meet it: its newest revision with its authors, sections and tags.</summary>
public sealed record Article
{
    /// <summary>Its identity.</summary>
    public required ArticleId Id { get; init; }

    /// <summary>Its name in addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>Rises with each change of content, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether readers may see it now.</summary>
    public required ArticleState State { get; init; }

    /// <summary>Headline, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Deck, plain text; never empty where the body has text.</summary>
    public required string Summary { get; init; }

    /// <summary>Cleaned HTML with absolute addresses; empty in lists that do not ask for bodies.</summary>
    public string BodyHtml { get; init; } = "";

    /// <summary>Words in the body.</summary>
    public required int WordCount { get; init; }

    /// <summary>The original's address, where its home is elsewhere.</summary>
    public string? Url { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The section it belongs to first.</summary>
    public required SectionSlug Section { get; init; }

    /// <summary>All its sections, the first first.</summary>
    public required IReadOnlyList<SectionSlug> Sections { get; init; }

    /// <summary>In the order of the byline.</summary>
    public IReadOnlyList<Author> Authors { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<ArticleTag> Tags { get; init; } = [];

    /// <summary>Lead image.</summary>
    public ArticleImage? Image { get; init; }

    /// <summary>Audio, video or documents.</summary>
    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];

    /// <summary>Whether it is news to mail readers.</summary>
    public required bool Announce { get; init; }

    /// <summary>By the newsroom's word.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When its content last changed; never before <see cref="PublishedAt"/>.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it leaves by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When readers could first see it; null before that.</summary>
    public DateTimeOffset? FirstVisibleAt { get; init; }

    /// <summary>What was put right.</summary>
    public string? Correction { get; init; }

    /// <summary>When that was put right; null where it is not known.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }
}
