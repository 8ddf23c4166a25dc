using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Says what issues had in them; registered by the feature that makes them.</summary>
internal interface IIssueContents
{
    /// <summary>Where the visible articles of some issues are news now, those of earlier versions too.</summary>
    Task<IReadOnlyList<NewsPlace>> PlacesAsync(PublicationDb db, IReadOnlyCollection<long> issues, CancellationToken ct);
}

/// <summary>An article's place among a section's news.</summary>
/// <param name="Section">Which section.</param>
/// <param name="Sequence">Since when, as marks count.</param>
internal readonly record struct NewsPlace(SectionSlug Section, long Sequence);
