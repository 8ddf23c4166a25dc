namespace Syndication.Ingest.Files;

/// <summary>The front matter fields that come in several forms.</summary>
internal static class FrontMatterFields
{
    private static readonly string[] ImageKeys = ["image", "cover", "featured_image", "images", "thumbnail", "header"];

    /// <summary>Slugs of the sections named by the operator, by section keys, and by categories that are the name of a section.</summary>
    public static List<string> Sections(FrontMatter matter, ReadingContext context, List<string> notes)
    {
        var sections = new List<string>();
        if (context.Section is { } named)
            sections.Add(context.SectionOf(named)?.Slug.Value ?? named);
        foreach (var name in matter.Texts("section").Concat(matter.Texts("sections")))
            sections.Add(context.SectionOf(name)?.Slug.Value ?? name);
        foreach (var category in matter.Texts("categories").Concat(matter.Texts("category")))
        {
            if (context.SectionOf(category) is { } section)
                sections.Add(section.Slug.Value);
            else if (sections.Count == 0 && matter.Texts("categories").Count + matter.Texts("category").Count == 1)
                sections.Add(category);
            else
                notes.Add($"category '{category}' is no section; left out");
        }

        return sections.Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>The byline: names or slugs, or mappings with more about each.</summary>
    public static List<AuthorDocument> Authors(FrontMatter matter, ReadingContext context)
    {
        if (context.Author is { Length: > 0 } given)
            return [Named(given, context)];
        var authors = new List<AuthorDocument>();
        foreach (var value in new[] { matter.Value("authors"), matter.Value("author") })
        {
            var items = value as List<object?> ?? [value];
            authors.AddRange(items.Select(item => Author(item, context)).OfType<AuthorDocument>());
        }

        return authors;
    }

    /// <summary>The lead image, with an address against the context's base where it is relative; null, with a note, where there is no base.</summary>
    public static ImageDocument? Image(FrontMatter matter, ReadingContext context, List<string> notes)
    {
        var value = ImageKeys.Select(matter.Value).FirstOrDefault(found => found is not (null or ""));
        if (value is List<object?> list)
            value = list.FirstOrDefault();
        var map = value as Dictionary<string, object?>;
        var address = value as string ?? Of(map, "url", "src", "image", "path", "feature", "relative");
        if (string.IsNullOrWhiteSpace(address))
            return null;
        var url = context.BaseAddress is { } from ? Cleaning.Addresses.Resource(address, from) ?? address : address;
        // Of its own site, which a file alone does not tell: no reason to do without the article.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var absolute) || absolute.IsFile)
        {
            notes.Add($"image '{address}' left out: not an absolute address");
            return null;
        }

        return new ImageDocument
        {
            Url = url,
            Alt = Of(map, "alt") ?? matter.Text("imagealt"),
            Credit = Of(map, "credit", "caption") ?? matter.Text("imagecredit"),
        };
    }

    private static AuthorDocument? Author(object? item, ReadingContext context) =>
        item switch
        {
            string { Length: > 0 } name => Named(name, context),
            Dictionary<string, object?> map when Of(map, "name", "display_name", "title") is { } name => Named(name, context) with
            {
                Role = Of(map, "role", "job"),
                Bio = Of(map, "bio", "biography", "description"),
                Url = Of(map, "url", "link", "website") is { } url && Cleaning.Addresses.IsAbsolute(url) ? url : null,
            },
            _ => null,
        };

    private static AuthorDocument Named(string name, ReadingContext context) =>
        context.AuthorOf(name) is { } known
            ? new AuthorDocument { Id = known.Slug.Value, Name = known.Name }
            : new AuthorDocument { Name = name };

    private static string? Of(Dictionary<string, object?>? map, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (map?.GetValueOrDefault(key) is string { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
