using System.Globalization;
using System.Text.Json;

namespace Syndication.Ingest.Formats.Ghost;

/// <summary>Reads an export of Ghost (versions 1 to 6): its posts with their authors, tags and further fields.</summary>
internal sealed class GhostReader : ISourceReader
{
    private static readonly string[] Injected = ["codeinjection_head", "codeinjection_foot"];

    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (!SourceJson.IsLikely(source.Content))
            return null;
        using var json = SourceJson.Parse(source.Content, out _);
        if (json is null || DataOf(json.RootElement) is not { } data)
            return null;
        var export = new GhostExport(data, source.Address);
        var items = new List<SourceItem>();
        var unmapped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var post in data.Items("posts"))
        {
            ct.ThrowIfCancellationRequested();
            if (post.Text("type") is "page" || Flag(post, "page"))
                unmapped["page: no article"] = unmapped.GetValueOrDefault("page: no article") + 1;
            else
                items.Add(ToItem(post, export));
        }

        return new SourceDocument
        {
            Kind = SourceKinds.Ghost,
            Title = export.Setting("title"),
            Language = export.Setting("locale") ?? export.Setting("lang"),
            Items = items,
            Unmapped = [.. unmapped.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} ({kind.Value})"))],
        };
    }

    private static JsonElement? DataOf(JsonElement root)
    {
        var database = root.Items("db").FirstOrDefault();
        JsonElement? found = database.ValueKind is JsonValueKind.Object ? database.Get("data") : root.Get("data");
        return found.Get("posts") is { ValueKind: JsonValueKind.Array } && (root.Get("db") ?? root.Get("meta")) is not null ? found : null;
    }

    private static SourceItem ToItem(JsonElement post, GhostExport export)
    {
        var id = post.Text("id") ?? "";
        var meta = export.MetaOf(id);
        var unmapped = new List<string>();
        var (tags, internalTags) = export.TagsOf(id);
        var status = post.Text("status") ?? "published";
        var visibility = post.Text("visibility") ?? "public";
        if (internalTags)
            unmapped.Add("internal tags");
        if (visibility is not "public")
            unmapped.Add("visibility: not public, kept as a draft");
        if (status is "sent")
            unmapped.Add("status: sent by mail only, kept as a draft");
        foreach (var field in Injected.Where(field => post.Text(field) is not null))
            unmapped.Add(field);
        var image = export.Address(post.Text("feature_image") ?? post.Text("image"));
        if (image is null && post.Text("feature_image") is not null)
            unmapped.Add("feature_image: relative, and the site is not known");
        return new SourceItem
        {
            Id = post.Text("uuid") ?? id,
            Url = export.Address(post.Text("canonical_url")) ?? export.PageOf(post.Text("slug")),
            Title = post.Text("title"),
            Summary = post.Text("custom_excerpt") ?? meta.Text("meta_description"),
            ContentHtml = export.Resolved(BodyOf(post, unmapped)),
            Authors = export.AuthorsOf(id, post.Text("author_id")),
            Sections = tags,
            Tags = tags,
            Published = DateOf(post, "published_at") ?? (status is "published" ? DateOf(post, "created_at") : null),
            Updated = DateOf(post, "updated_at"),
            Image = image is null
                ? null
                : new SourceImage(image) { Alt = meta.Text("feature_image_alt") ?? meta.Text("feature_image_caption") },
            Slug = post.Text("slug"),
            Language = post.Text("locale") is { Length: > 1 } locale ? locale : null,
            IsDraft = status is not ("published" or "scheduled") || visibility is not "public",
            Unmapped = unmapped,
        };
    }

    // Old exports leave html out of drafts, new ones of all: then the editor's own format is read.
    private static string? BodyOf(JsonElement post, List<string> unmapped) =>
        post.Text("html")
        ?? (post.Text("lexical") is { } lexical ? Lexical.ToHtml(lexical, unmapped) : null)
        ?? (post.Text("mobiledoc") is { } mobiledoc ? Mobiledoc.ToHtml(mobiledoc, unmapped) : null)
        ?? (post.Text("markdown") is { } markdown ? MarkdownBody.ToHtml(markdown) : null)
        ?? (post.Text("plaintext") is { } plain ? TextBody.ToHtml(plain) : null);

    // Version 1 wrote milliseconds since 1970.
    private static DateTimeOffset? DateOf(JsonElement post, string field) =>
        post.Get(field) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt64(out var milliseconds)
        && milliseconds is > 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : post.Instant(field);

    private static bool Flag(JsonElement post, string name) => post.Flag(name) is true || post.Text(name) is "1";
}
