namespace Syndication.Ingest.Sources;

/// <summary>
/// What a piece can do without. A newsroom's system that sends a wrong picture is told so and sends it again; a feed is what it is, and its
/// article counts for more than the length of its picture.
/// </summary>
internal static class SourceTolerance
{
    /// <summary>The document without the fields that are at fault; the same where only what cannot be missed is.</summary>
    public static ArticleDocument Without(ArticleDocument document, IReadOnlyList<Fault> faults) => faults.Aggregate(document, Without);

    private static ArticleDocument Without(ArticleDocument document, Fault fault) =>
        Name(fault.Field) switch
        {
            "summary" => document with { Summary = null },
            "url" => document with { Url = null },
            "slug" => document with { Slug = null },
            "language" => document with { Language = null },
            "image" => document with { Image = null },
            "correction" => document with { Correction = null },
            "expiresAt" => document with { ExpiresAt = null },
            // Their numbers would not be right any more once one of them is gone.
            "tags" => document with { Tags = Fitting(document.Tags, tag => tag.Length <= 100, 50) },
            "authors" => document with { Authors = Fitting(document.Authors, author => author.Name is { Length: > 0 and <= 200 }, 50) },
            "enclosures" => document with { Enclosures = Fitting(document.Enclosures, IsWhole, 50) },
            "sections" => document with { Sections = [] },
            _ => document,
        };

    private static List<T> Fitting<T>(IReadOnlyList<T> list, Predicate<T> fits, int most)
    {
        var fitting = list.Where(one => fits(one)).Take(most).ToList();
        return fitting.Count < list.Count ? fitting : [];
    }

    private static bool IsWhole(EnclosureDocument enclosure) =>
        Uri.TryCreate(enclosure.Url, UriKind.Absolute, out _) && enclosure.Type is { } type && MediaTypes.IsValid(type);

    private static string Name(string field) => field.Split('.', '[')[0];
}
