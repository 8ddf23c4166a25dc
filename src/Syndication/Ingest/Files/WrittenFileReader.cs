using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Files;

/// <summary>
/// Understands what somebody wrote (Markdown, a page of HTML, plain text) as a document of one article, without the rules of this
/// publication. It is told by its file's ending; what is no file, by what it was served as.
/// </summary>
internal sealed class WrittenFileReader(WrittenTexts texts) : ISourceReader
{
    private const long Longest = 2 * HtmlBounds.MaxBytes;
    private static readonly ReadingContext Nowhere = new([], []);

    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (KindOf(source) is not { } kind)
            return null;
        if (source.Content.Length > Longest)
            return SourceDocument.Refused(kind, "at most 1 MiB");
        var file = TextFile.Decode(source.Content.ToArray());
        if (!file.IsText || string.IsNullOrWhiteSpace(file.Text) || IsJson(source.Content))
            return null;
        var written = kind switch
        {
            SourceKinds.Markdown => ImportKind.Markdown,
            SourceKinds.Html => ImportKind.Html,
            _ => ImportKind.Text,
        };
        var reading = texts.Read(written, file.Text, source.FileName ?? "", Nowhere);
        if (reading.Document is not { } document)
            return SourceDocument.Refused(kind, string.Join("; ", reading.Faults.Select(fault => $"{fault.Field}: {fault.Message}")));
        return new SourceDocument
        {
            Kind = kind,
            Title = document.Title,
            Language = document.Language,
            Items = [Item(document, reading)],
            Mended = file.Encoding is { } encoding ? [$"read as {encoding}, it is not UTF-8"] : [],
            Unmapped = [.. reading.Extra.Keys.Order(StringComparer.Ordinal)],
        };
    }

    private static string? KindOf(SourceBytes source) =>
        source.FileName is { } name
            ? Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".md" or ".markdown" => SourceKinds.Markdown,
                ".html" or ".htm" => SourceKinds.Html,
                ".txt" => SourceKinds.Text,
                _ => null,
            }
            : source.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
            {
                "text/markdown" or "text/x-markdown" => SourceKinds.Markdown,
                "text/html" or "application/xhtml+xml" => SourceKinds.Html,
                "text/plain" => SourceKinds.Text,
                _ => null,
            };

    private static bool IsJson(ReadOnlyMemory<byte> content)
    {
        if (!SourceJson.IsLikely(content))
            return false;
        using var json = SourceJson.Parse(content, out _);
        return json is not null;
    }

    private static SourceItem Item(ArticleDocument document, Reading reading) =>
        new()
        {
            Id = reading.OwnId,
            Url = document.Url,
            Title = document.Title,
            Summary = document.Summary,
            ContentHtml =
                document.BodyHtml
                ?? (document.BodyMarkdown is { } marked ? MarkdownBody.ToHtml(marked) : null)
                ?? (document.BodyText is { } plain ? TextBody.ToHtml(plain) : null),
            Authors =
            [
                .. document.Authors.Select(author => new SourceAuthor
                {
                    Id = author.Id,
                    Name = author.Name,
                    Role = author.Role,
                    Biography = author.Bio,
                    Url = author.Url,
                }),
            ],
            Tags = document.Tags,
            Sections = [.. document.Sections.Prepend(document.Section).OfType<string>().Where(section => section.Length > 0)],
            Published = document.PublishedAt,
            Updated = document.UpdatedAt,
            Expires = document.ExpiresAt,
            Enclosures =
            [
                .. document
                    .Enclosures.Where(file => file.Url is not null)
                    .Select(file => new SourceEnclosure(file.Url!, file.Type, file.Bytes)),
            ],
            Image = document.Image is { Url: { } picture } image
                ? new SourceImage(picture)
                {
                    Alt = image.Alt,
                    Credit = image.Credit,
                    Type = image.Type,
                }
                : null,
            Language = document.Language,
            Slug = document.Slug,
            Correction = document.Correction,
            IsDraft = document.Draft is true,
        };
}
