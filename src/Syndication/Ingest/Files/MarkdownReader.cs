using System.Text.RegularExpressions;

namespace Syndication.Ingest.Files;

/// <summary>Reads Markdown with YAML front matter as Hugo and Jekyll write it.</summary>
internal sealed partial class MarkdownReader(DocumentCheck check, FrontMatterDates dates)
{
    private static readonly string[] Understood =
    [
        "title",
        "date",
        "publishdate",
        "lastmod",
        "last_modified_at",
        "updated",
        "author",
        "authors",
        "category",
        "categories",
        "section",
        "sections",
        "tags",
        "keywords",
        "description",
        "summary",
        "excerpt",
        "subtitle",
        "slug",
        "draft",
        "published",
        "image",
        "featured_image",
        "cover",
        "images",
        "thumbnail",
        "header",
        "imagealt",
        "imagecredit",
        "expirydate",
        "language",
        "lang",
        "locale",
        "url",
        "canonical_url",
        "canonicalurl",
        "correction",
        "announce",
        "id",
        "guid",
        "enclosures",
    ];

    /// <summary>Reads one file's text.</summary>
    /// <param name="text">Front matter and body.</param>
    /// <param name="fileName">Its name, for a date and a slug in Jekyll's manner; may be empty.</param>
    /// <param name="context">Sections and authors that there are.</param>
    public Reading Read(string text, string fileName, ReadingContext context)
    {
        var matter = FrontMatter.Read(text);
        if (matter.Fault is { } fault)
            return new Reading { Faults = [fault] };
        var faults = new List<Fault>();
        var notes = new List<string>();
        var (fileDate, fileSlug) = JekyllName(fileName);
        var body = Shortcodes.Replace(matter.Body, notes);
        var (title, rest) = TitleOf(matter, body, fileSlug, notes);
        var sections = FrontMatterFields.Sections(matter, context, notes);
        var document = new ArticleDocument
        {
            Section = sections.FirstOrDefault(),
            Sections = [.. sections.Skip(1)],
            Title = title,
            Summary = matter.Text("summary", "description", "excerpt", "subtitle"),
            BodyMarkdown = rest,
            Url = matter.Text("canonical_url", "canonicalurl") ?? AbsoluteOrNull(matter.Text("url")),
            Slug = matter.Text("slug") ?? fileSlug,
            Language = matter.Text("language", "lang", "locale"),
            Tags = [.. matter.Texts("tags", splitWords: true).Concat(matter.Texts("keywords")).Distinct(StringComparer.OrdinalIgnoreCase)],
            Authors = FrontMatterFields.Authors(matter, context),
            Image = FrontMatterFields.Image(matter, context, notes),
            Announce = matter.Flag("announce"),
            Draft = matter.Flag("draft") is true || matter.Flag("published") is false,
            PublishedAt = dates.Read(matter, faults, "publishdate", "date") ?? dates.Read(fileDate),
            UpdatedAt = dates.Read(matter, faults, "lastmod", "last_modified_at", "updated"),
            ExpiresAt = dates.Read(matter, faults, "expirydate"),
            Correction = matter.Text("correction"),
        };
        return check.Check(document, context, faults) with
        {
            Notes = notes,
            OwnId = matter.Text("id", "guid"),
            Extra = matter
                .Keys.Except(Understood, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(key => key, key => matter.Text(key) ?? "", StringComparer.OrdinalIgnoreCase),
        };
    }

    private static (string? Title, string Body) TitleOf(FrontMatter matter, string body, string? fileSlug, List<string> notes)
    {
        var heading = FirstHeading.Match(body);
        if (matter.Text("title") is { } title)
            return (title, heading.Success && heading.Groups["title"].Value.Trim() == title.Trim() ? body[heading.Length..] : body);
        if (heading.Success)
        {
            notes.Add("title taken from the first heading");
            return (heading.Groups["title"].Value.Trim(), body[heading.Length..]);
        }

        if (fileSlug is not null)
            notes.Add("title taken from the file's name");
        return (fileSlug?.Replace('-', ' '), body);
    }

    private static (string? Date, string? Slug) JekyllName(string fileName)
    {
        var match = DatedName.Match(fileName);
        return match.Success ? (match.Groups["date"].Value, match.Groups["slug"].Value) : (null, null);
    }

    private static string? AbsoluteOrNull(string? address) =>
        address is not null && Cleaning.Addresses.IsAbsolute(address) ? address : null;

    [GeneratedRegex(@"\A\s*#[ \t]+(?<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\z)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex FirstHeading { get; }

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2})-(?<slug>.+?)\.[A-Za-z]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex DatedName { get; }
}
