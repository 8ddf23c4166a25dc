using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Ingest.Api;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Files;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Watching;

/// <summary>Understands a file of the watched folder: its articles, each with the identity that it comes under.</summary>
internal sealed class WatchedFileReader(WrittenTexts texts, SourceReader sources, DocumentCheck check)
{
    /// <summary>The source of what a file's path identifies.</summary>
    public const string Source = "folder";

    private const long LongestText = 2 * HtmlBounds.MaxBytes;
    private const long LongestDocument = 16 * 1024 * 1024;

    private static readonly string[] Bodies = ["bodyHtml", "bodyMarkdown", "bodyText"];

    /// <summary>
    /// Whether the bytes end where a document of that kind ends; what is no document at all does not either. Of plain text, and of HTML and
    /// Markdown that begin nothing that has to end, it cannot be told.
    /// </summary>
    public static bool IsWhole(WatchedKind kind, byte[] bytes) =>
        kind switch
        {
            WatchedKind.Json => Parse(bytes) is { } json && Dispose(json),
            WatchedKind.Xml => bytes.AsSpan().TrimEnd("\0 \t\r\n"u8) is [.., (byte)'>'],
            WatchedKind.Html => IsWholePage(TextFile.Decode(bytes).Text),
            WatchedKind.Markdown => !FrontMatter.IsOpen(TextFile.Decode(bytes).Text),
            _ => true,
        };

    /// <summary>The rule that the file's length breaks, or null.</summary>
    public static string? RefuseLength(WatchedKind kind, long size) =>
        kind is WatchedKind.Json or WatchedKind.Xml
            ? size > LongestDocument
                ? "at most 16 MiB; bring more in with the verb import"
                : null
            : size > LongestText
                ? "at most 1 MiB"
                : null;

    /// <summary>Its articles, in their order; with one that has faults where nothing in it is understood.</summary>
    /// <param name="path">Below the folder, with slashes.</param>
    /// <param name="identity">What an article is known by that names itself nothing: its path, or one that is this file's alone.</param>
    /// <param name="bytes">Whole.</param>
    /// <param name="section">Where a file names no section; null: none.</param>
    /// <param name="context">Sections and authors that there are.</param>
    /// <param name="ct">Cancels.</param>
    public IReadOnlyList<WatchedArticle> Read(
        string path,
        string identity,
        byte[] bytes,
        string? section,
        ReadingContext context,
        CancellationToken ct
    )
    {
        var kind = WatchedKinds.Of(path);
        if (kind is WatchedKind.Json && Parse(bytes) is { } json)
        {
            using (json)
            {
                if (ItemsOf(json.RootElement) is { } items)
                    return
                    [
                        .. items.Select(item =>
                            Own(item, items.Count == 1 ? identity : $"{identity}#{ExternalIds.HashOf(item.GetRawText())}", section, context)
                        ),
                    ];
            }
        }

        return kind is WatchedKind.Json or WatchedKind.Xml
            ? Document(path, identity, bytes, section, context, ct)
            : [Text(kind, path, identity, bytes, section, context)];
    }

    // Comments may follow the end tag, and where that is left out, which is allowed, the file only waits longer.
    private static bool IsWholePage(string text) =>
        text.IndexOf("<html", StringComparison.OrdinalIgnoreCase) is var start
        && (start < 0 || text.LastIndexOf("</html", StringComparison.OrdinalIgnoreCase) > start);

    private static JsonDocument? Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Dispose(JsonDocument json)
    {
        json.Dispose();
        return true;
    }

    // An article, an array of them, or the batch of the API; told by a body in one of our forms, which no other system has.
    private static List<JsonElement>? ItemsOf(JsonElement json)
    {
        var items =
            json.ValueKind is JsonValueKind.Array ? [.. json.EnumerateArray()]
            : json.ValueKind is not JsonValueKind.Object ? []
            : json.TryGetProperty("articles", out var articles) && articles.ValueKind is JsonValueKind.Array
                ? [.. articles.EnumerateArray()]
            : new List<JsonElement> { json };
        return
            items.Count > 0
            && items[0].ValueKind is JsonValueKind.Object
            && Array.Exists(Bodies, body => items[0].TryGetProperty(body, out _))
            ? items
            : null;
    }

    private WatchedArticle Own(JsonElement json, string identity, string? section, ReadingContext context)
    {
        // By its id it is the newsroom's article, whichever way it sends it; without one it is the file's.
        var hasId = json.ValueKind is JsonValueKind.Object && json.TryGetProperty("id", out _);
        var read = ArticleJson.Read(json, hasId ? null : "file");
        var (source, id) = hasId && read.Id is not null ? (ArticleSource.Api, read.Id) : (Source, identity);
        if (read.Document is not { } document)
            return new WatchedArticle(source, id, new Reading { Faults = read.Faults });
        return new WatchedArticle(source, id, check.Check(document with { Section = document.Section ?? section }, context, read.Faults))
        {
            Ignored = read.Ignored,
        };
    }

    private WatchedArticle Text(WatchedKind kind, string path, string identity, byte[] bytes, string? section, ReadingContext context)
    {
        var text = TextFile.Decode(bytes);
        if (!text.IsText)
            return new WatchedArticle(Source, identity, Reading.Refused("file", null, "not plain text"));
        try
        {
            var reading = Text(kind, text.Text, path, context);
            // Its own word comes first.
            if (string.IsNullOrEmpty(reading.Document?.Section) && section is not null)
                reading = Text(kind, text.Text, path, context with { Section = section });
            return new WatchedArticle(Source, reading.OwnId ?? identity, reading);
        }
        catch (RegexMatchTimeoutException)
        {
            return new WatchedArticle(Source, identity, Reading.Refused("file", null, "text that can be understood in reasonable time"));
        }
    }

    private Reading Text(WatchedKind kind, string text, string path, ReadingContext context) =>
        texts.Read(
            kind switch
            {
                WatchedKind.Text => ImportKind.Text,
                WatchedKind.Markdown => ImportKind.Markdown,
                _ => ImportKind.Html,
            },
            text,
            Path.GetFileName(path),
            context
        );

    private List<WatchedArticle> Document(
        string path,
        string identity,
        byte[] bytes,
        string? section,
        ReadingContext context,
        CancellationToken ct
    )
    {
        var document = sources.Read(new SourceBytes(bytes, ContentType: null, Address: null) { FileName = Path.GetFileName(path) }, ct);
        var articles = document
            .Items.Select(item => Item(item, document.Items.Count == 1 ? identity : $"{identity}#{ExternalIds.Of(item)}", section, context))
            .ToList();
        if (document.Error is { } error)
            articles.Add(new WatchedArticle(Source, identity, Reading.Refused("file", null, error)));
        else if (articles.Count == 0)
            articles.Add(new WatchedArticle(Source, identity, Reading.Refused("file", null, "a document with at least one article")));
        return articles;
    }

    // Two sites' pieces may both be "1": an id that is no address is its site's.
    private static string IdOf(SourceItem item, string identity)
    {
        if (string.IsNullOrWhiteSpace(item.Id))
            return string.IsNullOrWhiteSpace(item.Url) ? identity : item.Url.Trim();
        var isWeb = Uri.TryCreate(item.Url, UriKind.Absolute, out var page) && page.Scheme is "http" or "https";
        return isWeb && !item.Id.Contains(':', StringComparison.Ordinal) ? $"{page!.IdnHost}/{item.Id.Trim()}" : item.Id.Trim();
    }

    private WatchedArticle Item(SourceItem item, string identity, string? section, ReadingContext context)
    {
        if (item.Faults.Count > 0)
            return new WatchedArticle(Source, IdOf(item, identity), new Reading { Faults = item.Faults });
        var sections = item.Sections.Select(context.SectionOf).OfType<Publication.Section>().Select(found => found.Slug.Value).ToList();
        var document = SourceMapping.ToDocument(item) with
        {
            Section = sections.FirstOrDefault() ?? section,
            Sections = [.. sections.Skip(1)],
        };
        return new WatchedArticle(Source, IdOf(item, identity), check.Check(document, context, []))
        {
            IsWithdrawn = item.IsWithdrawn,
            Ignored = item.Unmapped,
        };
    }
}

/// <summary>An article of a file of the watched folder.</summary>
/// <param name="Source">The way in that its identity belongs to.</param>
/// <param name="ExternalId">Its identity there.</param>
/// <param name="Reading">Content or faults.</param>
internal sealed record WatchedArticle(string Source, string ExternalId, Reading Reading)
{
    /// <summary>Its source took it back.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What was in it that an article has no place for.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
