using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The sections that a reader follows, as they are called now.</summary>
internal sealed class ReaderSections(SectionStore sections)
{
    /// <summary>What the reader did not switch off; a section that moved is its successor, one that ended is left out.</summary>
    public async Task<IReadOnlyList<SectionSlug>> OfAsync(Reader reader, CancellationToken ct)
    {
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        return
        [
            .. reader
                .Subscriptions.Where(subscription => subscription.Cadence is not Cadence.Off)
                .Select(subscription => Follow(all, subscription.Section))
                .OfType<SectionSlug>()
                .Distinct(),
        ];
    }

    private static SectionSlug? Follow(Dictionary<SectionSlug, Section> all, SectionSlug slug)
    {
        for (var steps = 0; steps < all.Count && all.TryGetValue(slug, out var section); steps++)
        {
            if (section.MovedTo is not { } next)
                return section.EndedAt is null ? slug : null;
            slug = next;
        }

        return null;
    }
}
