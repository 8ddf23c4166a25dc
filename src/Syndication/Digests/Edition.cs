using Syndication.Articles;
using Syndication.Digests.Editors;
using Syndication.Digests.Tracking;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Everything that one version of an issue shows.</summary>
internal sealed record Edition
{
    public required string PublicId { get; init; }

    public required MailFormat Format { get; init; }

    public required MailLayout Layout { get; init; }

    public required string Language { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>The sections that were due, in their order.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>In the order shown.</summary>
    public required IReadOnlyList<EditionArticle> Articles { get; init; }

    /// <summary>How many had no room.</summary>
    public required int More { get; init; }

    /// <summary>Articles that its readers received and are told were put right.</summary>
    public IReadOnlyList<EditionArticle> Corrections { get; init; } = [];

    /// <summary>What of it should have come long before; null: nothing.</summary>
    public Folded? Folded { get; init; }

    /// <summary>What editors added.</summary>
    public EditorsMatter Matter { get; init; } = EditorsMatter.None;
}

/// <summary>An article as an edition shows it.</summary>
/// <param name="Article">What it says.</param>
/// <param name="Section">The section it is shown under.</param>
/// <param name="Form">How much of it.</param>
internal sealed record EditionArticle(Article Article, Section Section, ArticleForm Form);

/// <summary>An edition rendered.</summary>
/// <param name="Subject">Plain text.</param>
/// <param name="Html">Null where readers asked for text alone.</param>
/// <param name="Text">The text part.</param>
/// <param name="Holes">What stands in both parts for each reader's own links.</param>
internal sealed record RenderedIssue(string Subject, string? Html, string Text, Holes Holes)
{
    /// <summary>What it says is counted, and so what may be.</summary>
    public TrackingMode Tracking { get; init; }
}
