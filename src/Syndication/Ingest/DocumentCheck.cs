using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Ingest;

/// <summary>The rules that every way in shares: turns a document into content that the rest of the service trusts, or names every fault.</summary>
internal sealed class DocumentCheck(BodyReader bodies, WebAddresses web)
{
    private const int LongestTitle = 500;
    private const int LongestSummary = 2000;
    private const int MostTags = 50;
    private const int MostAuthors = 50;

    /// <summary>Checks every field.</summary>
    /// <param name="document">As the sender meant it.</param>
    /// <param name="context">Sections and authors that there are.</param>
    /// <param name="earlier">Faults found while reading the document; with any, nothing is stored.</param>
    public Reading Check(ArticleDocument document, ReadingContext context, IEnumerable<Fault> earlier)
    {
        var fields = new FieldCheck(earlier);
        var title = fields.Text("title", document.Title, LongestTitle);
        if (string.IsNullOrEmpty(title) && !fields.HasFault("title"))
            fields.Add("title", document.Title, "required, not empty");
        var url = fields.Address("url", document.Url);
        var sections = SectionCheck.Of(document, context, fields);
        var body = bodies.Read(document, BaseOf(url, context), fields);
        var announce = document.Announce ?? context.Announce;
        var content = new ArticleContent
        {
            Section = sections.FirstOrDefault(),
            OtherSections = [.. sections.Skip(1)],
            Title = title ?? "",
            Summary = fields.Text("summary", document.Summary, LongestSummary) is { Length: > 0 } summary ? summary : null,
            BodyHtml = body,
            Url = url,
            Slug = SlugOf(document.Slug, fields),
            Language = LanguageOf(document.Language, fields),
            Tags = Tags(document, fields),
            Authors = Authors(document, context, fields),
            Image = document.Image is { } image ? Image(image, fields) : null,
            Enclosures = [.. document.Enclosures.Select((enclosure, index) => Enclosure(enclosure, $"enclosures[{index}]", fields))],
            Announce = announce ?? context.IsNews,
            Draft = document.Draft ?? false,
            PublishedAt = Stored(document.PublishedAt),
            UpdatedAt = Stored(document.UpdatedAt),
            ExpiresAt = Stored(document.ExpiresAt),
            Correction = fields.Text("correction", document.Correction, LongestSummary) is { Length: > 0 } correction ? correction : null,
        };
        if (content.ExpiresAt <= content.PublishedAt)
            fields.Add("expiresAt", document.ExpiresAt?.ToString("o"), "after publishedAt");
        return new Reading
        {
            Document = document,
            Content = fields.Faults.Count == 0 ? content : null,
            Announce = announce,
            Faults = fields.Faults,
            Cleaned = fields.Cleaned,
        };
    }

    private Uri BaseOf(string? url, ReadingContext context) => new(url ?? context.BaseAddress?.AbsoluteUri ?? web.Home);

    private static string? SlugOf(string? text, FieldCheck fields)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Slug.From(text) is { } slug)
        {
            if (slug != text)
                fields.Clean("slug", $"made '{slug}'");
            return slug;
        }

        fields.Add("slug", text, "at least one letter or digit");
        return null;
    }

    private static string? LanguageOf(string? text, FieldCheck fields)
    {
        if (string.IsNullOrWhiteSpace(text) || LanguageTag.IsValid(text))
            return string.IsNullOrWhiteSpace(text) ? null : text;
        fields.Add("language", text, "a BCP 47 language tag such as en-US");
        return null;
    }

    private static List<string> Tags(ArticleDocument document, FieldCheck fields)
    {
        if (document.Tags.Count > MostTags)
            fields.Add("tags", $"{document.Tags.Count} tags", $"at most {MostTags}");
        return document
            .Tags.Take(MostTags)
            .Select((tag, index) => fields.Text($"tags[{index}]", tag, 100) ?? "")
            .Where(tag => Articles.Tags.SlugOf(tag) is not null)
            .DistinctBy(Articles.Tags.SlugOf)
            .ToList();
    }

    private static List<ArticleAuthor> Authors(ArticleDocument document, ReadingContext context, FieldCheck fields)
    {
        if (document.Authors.Count > MostAuthors)
            fields.Add("authors", $"{document.Authors.Count} authors", $"at most {MostAuthors}");
        return document
            .Authors.Take(MostAuthors)
            .Select((author, index) => Author(author, $"authors[{index}]", context, fields))
            .OfType<ArticleAuthor>()
            .DistinctBy(author => author.Slug)
            .ToList();
    }

    private static ArticleAuthor? Author(AuthorDocument author, string field, ReadingContext context, FieldCheck fields)
    {
        var role = fields.Text(field + ".role", author.Role, 200);
        var biography = fields.Text(field + ".bio", author.Bio, LongestSummary);
        var url = fields.Address(field + ".url", author.Url);
        var name = fields.Text(field + ".name", author.Name, 200);
        var known =
            author.Id is { Length: > 0 } id ? context.AuthorOf(id)
            : name is { Length: > 0 } ? context.AuthorOf(name)
            : null;
        if (string.IsNullOrEmpty(name) && known is null)
        {
            if (!fields.HasFault(field + ".name"))
                fields.Add(field + ".name", author.Name, "required for an author who is not known yet");
            return null;
        }

        if (known is not null)
            return new ArticleAuthor(known.Slug, string.IsNullOrEmpty(name) || author.Id is null ? known.Name : name, role, biography, url);
        if (Slug.From(author.Id ?? "") is { } ownSlug)
            return new ArticleAuthor(new AuthorSlug(ownSlug), name!, role, biography, url);
        if (Slug.From(name!) is { } slug)
            return new ArticleAuthor(new AuthorSlug(slug), name!, role, biography, url);
        fields.Add(field + ".name", author.Name, "at least one letter or digit");
        return null;
    }

    private static ArticleImage? Image(ImageDocument image, FieldCheck fields)
    {
        var url = fields.Address("image.url", image.Url, isRequired: true);
        return new ArticleImage(
            url ?? "",
            fields.Text("image.alt", image.Alt, 1000) ?? "",
            fields.Text("image.credit", image.Credit, 500) is { Length: > 0 } credit ? credit : null,
            (int?)fields.Number("image.width", image.Width, 100_000),
            (int?)fields.Number("image.height", image.Height, 100_000),
            fields.MediaType("image.type", image.Type, isRequired: false),
            fields.Number("image.bytes", image.Bytes, long.MaxValue)
        );
    }

    private static Enclosure Enclosure(EnclosureDocument enclosure, string field, FieldCheck fields) =>
        new(
            fields.Address(field + ".url", enclosure.Url, isRequired: true) ?? "",
            fields.MediaType(field + ".type", enclosure.Type, isRequired: true) ?? "",
            fields.Number(field + ".bytes", enclosure.Bytes, long.MaxValue) ?? 0
        );

    // The store keeps milliseconds: what is finer would make every repeat look like a change.
    private static DateTimeOffset? Stored(DateTimeOffset? given) =>
        given is { } instant ? DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()) : null;
}
