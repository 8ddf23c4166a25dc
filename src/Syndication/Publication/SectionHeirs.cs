namespace Syndication.Publication;

/// <summary>Where sections that moved lead to, however many times they moved on.</summary>
/// <param name="sections">All sections.</param>
public sealed class SectionHeirs(IEnumerable<Section> sections)
{
    private readonly Dictionary<SectionSlug, Section> all = sections.ToDictionary(section => section.Slug);

    /// <summary>The last of the sections that the readers of one are led to, itself where it did not move. It may have ended.</summary>
    /// <returns>Null where there is none of that name, or the way has no end.</returns>
    public Section? LastOf(SectionSlug slug)
    {
        Section? last = null;
        foreach (var section in From(slug))
            last = section;
        return last?.MovedTo is null ? last : null;
    }

    /// <summary>Whether the way of <paramref name="start"/>'s readers comes by <paramref name="end"/>.</summary>
    public bool LeadsTo(SectionSlug start, SectionSlug end) => From(start).Any(section => section.Slug == end);

    private IEnumerable<Section> From(SectionSlug start)
    {
        var passed = new HashSet<SectionSlug>();
        for (SectionSlug? at = start; at is { } slug && passed.Add(slug) && all.TryGetValue(slug, out var section); at = section.MovedTo)
            yield return section;
    }
}
