using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>A moment at which a reader would be due.</summary>
internal sealed record SimulatedMoment
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What of the plan is due then, as it was before.</summary>
    public required IReadOnlyList<DueSection> Due { get; init; }

    /// <summary>What might be in.</summary>
    public required Selected Candidates { get; init; }

    public required IssueDraft Draft { get; init; }

    /// <summary>The special edition that comes then; null: what is due by plan.</summary>
    public SpecialEdition? Special { get; init; }

    /// <summary>The issue; null: nothing new, no message.</summary>
    public MadeIssue? Made { get; init; }

    /// <summary>What it shows.</summary>
    public IReadOnlyList<EditionArticle> Articles => Made?.Compiled.Edition.Articles ?? [];

    /// <summary>All that it tells of: articles, then the corrections of what the reader has.</summary>
    public IEnumerable<EditionArticle> Told =>
        Articles.Concat((Made?.Compiled.Edition.Corrections ?? []).Select(shown => shown with { Form = ArticleForm.Correction }));
}

/// <summary>A section that is due.</summary>
internal sealed record DueSection(SectionSlug Section, Cadence Cadence, string? Slot, long Mark);
