using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Imports;

/// <summary>Maps a source's pieces to documents that this publication's rules can be asked about.</summary>
/// <param name="context">Its sections.</param>
/// <param name="section">For pieces none of whose own sections exists here; null: there is none.</param>
internal sealed class ItemMapping(ReadingContext context, string? section)
{
    private readonly string? fallback = section is null ? null : context.SectionOf(section)?.Slug.Value ?? section;

    /// <summary>The document, with what it could not take.</summary>
    public (ArticleDocument Document, IReadOnlyList<string> Unmapped) Map(SourceItem item)
    {
        var lost = new List<string>(item.Unmapped);
        var own = item.Sections.Select(name => (Name: name, Section: context.SectionOf(name))).ToList();
        var open = own.Where(found => found.Section?.IsOpen == true).Select(found => found.Section!.Slug.Value).Distinct().ToList();
        var labels = own.Where(found => found.Section?.IsOpen != true).Select(found => found.Name).ToList();
        if (labels.Count > 0 && (open.Count > 0 || fallback is not null))
            lost.Add("section that does not exist here, kept as a tag");
        var document = Leniency.Apply(SourceMapping.ToDocument(item with { Tags = Tags(item, labels) }), lost);
        return (
            document with
            {
                Section = open.FirstOrDefault() ?? fallback ?? (item.Sections.Count > 0 ? item.Sections[0] : null),
                Sections = [.. open.Skip(1)],
            },
            lost
        );
    }

    private static List<string> Tags(SourceItem item, List<string> labels) =>
        [.. item.Tags.Concat(labels).Distinct(StringComparer.OrdinalIgnoreCase)];
}
