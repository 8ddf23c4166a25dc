using Syndication.Publication;

namespace Syndication.Ingest;

/// <summary>Whether the sections that a document names exist and still run.</summary>
internal static class SectionCheck
{
    /// <summary>The sections, the first first, each once.</summary>
    public static List<SectionSlug> Of(ArticleDocument document, ReadingContext context, FieldCheck fields)
    {
        var found = new List<SectionSlug>();
        Add("section", document.Section, context, fields, found);
        foreach (var (section, index) in document.Sections.Select((section, index) => (section, index)))
            Add($"sections[{index}]", section, context, fields, found);
        return found.Distinct().ToList();
    }

    private static void Add(string field, string? text, ReadingContext context, FieldCheck fields, List<SectionSlug> found)
    {
        if (fields.HasFault(field))
            return;
        var section = context.Sections.FirstOrDefault(candidate => candidate.Slug.Value == text);
        if (string.IsNullOrEmpty(text))
            fields.Add(field, text, $"required; {Existing(context)}");
        else if (section is null)
            fields.Add(field, text, $"no such section; {Existing(context)}");
        else if (section.EndedAt is not null || section.MovedTo is not null)
            fields.Add(
                field,
                text,
                section.MovedTo is { } heir ? $"the section moved to {heir}" : $"the section has ended; {Existing(context)}"
            );
        else
            found.Add(section.Slug);
    }

    private static string Existing(ReadingContext context)
    {
        var running = context.Sections.Where(section => section.IsOpen).Select(section => section.Slug.Value);
        var names = string.Join(", ", running);
        return names.Length == 0 ? "there are no sections yet: add one first" : $"there are: {names}";
    }
}
