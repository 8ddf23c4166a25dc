using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The sections that a reader follows, as they are called now.</summary>
internal sealed class ReaderSections(SectionStore sections)
{
    /// <summary>What the reader did not switch off; a section that moved is its successor, one that ended is left out.</summary>
    public async Task<IReadOnlyList<SectionSlug>> OfAsync(Reader reader, CancellationToken ct)
    {
        var heirs = new SectionHeirs(await sections.AllAsync(ct));
        return
        [
            .. reader
                .Subscriptions.Where(subscription => subscription.Cadence is not Cadence.Off)
                .Select(subscription => heirs.LastOf(subscription.Section) is { EndedAt: null } section ? section.Slug : (SectionSlug?)null)
                .OfType<SectionSlug>()
                .Distinct(),
        ];
    }
}
