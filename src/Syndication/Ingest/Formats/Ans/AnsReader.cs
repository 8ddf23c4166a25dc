using System.Text.Json;

namespace Syndication.Ingest.Formats.Ans;

/// <summary>
/// Reads Arc XP ANS 0.10: a story, a content operation that carries one, a list, results of the content API, or a document on every line.
/// What breaks the schema is refused with the field named; what is no story is understood by its kind and listed.
/// </summary>
internal sealed class AnsReader : ISourceReader
{
    private static readonly string[] Marks =
    [
        "content_elements",
        "headlines",
        "taxonomy",
        "canonical_url",
        "promo_items",
        "redirect_url",
        "organization_id",
        "raw_oembed",
        "list_type",
        "referent",
        "focal_point",
        "credits",
    ];

    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (!SourceJson.IsLikely(source.Content))
            return null;
        using var json = SourceJson.Parse(source.Content, out _);
        if (json is not null)
            return IsAns(json.RootElement) ? ToDocument(Documents(json.RootElement), source.Address, ct) : null;
        var lines = Lines(source.Content);
        return lines is null ? null : ToDocument(lines, source.Address, ct);
    }

    /// <summary>Understands one document.</summary>
    /// <param name="document">Of any kind.</param>
    /// <param name="baseAddress">What a relative address is taken from.</param>
    /// <param name="unmapped">Takes the kind of what is no story.</param>
    /// <returns>A story; what breaks the rules, with its faults; null: a good document that is no story.</returns>
    public static SourceItem? ToItem(JsonElement document, Uri? baseAddress, ICollection<string> unmapped)
    {
        if (AnsCheck.FaultsOf(document) is { Count: > 0 } faults)
            return new SourceItem
            {
                Id = document.Text("_id") ?? document.Text("id"),
                Title = document.Get("headlines").Text("basic"),
                Faults = faults,
            };
        var type = document.Text("type")!;
        if (type == "story")
            return AnsStory.ToItem(document, baseAddress);
        if (type is "content-operation" or "story-operation" && document.Get("body") is { } body && body.Text("type") == "story")
            return FromOperation(document, body, baseAddress);
        unmapped.Add($"{type}: no article");
        return null;
    }

    private static SourceItem FromOperation(JsonElement operation, JsonElement body, Uri? baseAddress)
    {
        var item = AnsStory.ToItem(body, baseAddress);
        return item with
        {
            IsDraft = item.IsDraft || operation.Flag("published") is false,
            IsWithdrawn = item.IsWithdrawn || operation.Text("operation") is "delete-story" or "delete" or "unpublish",
            Unmapped = [.. item.Unmapped, "operation"],
        };
    }

    private static SourceDocument ToDocument(IEnumerable<JsonElement> documents, Uri? baseAddress, CancellationToken ct)
    {
        var items = new List<SourceItem>();
        var unmapped = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            ct.ThrowIfCancellationRequested();
            if (ToItem(document, baseAddress, unmapped) is { } item)
                items.Add(item);
        }

        return new SourceDocument
        {
            Kind = SourceKinds.Ans,
            Language = items.Count == 1 ? items[0].Language : null,
            Items = items is [{ Faults.Count: > 0 }] ? [] : items,
            Unmapped = [.. unmapped],
            Error = items.Find(item => item.Faults.Count > 0) is { } bad
                ? (items.Count > 1 ? $"{bad.Id}: " : "") + string.Join("; ", bad.Faults.Select(fault => $"{fault.Field}: {fault.Message}"))
                : null,
        };
    }

    private static IEnumerable<JsonElement> Documents(JsonElement root) =>
        root.ValueKind is JsonValueKind.Array ? root.EnumerateArray()
        : IsList(root) ? root.Items("content_elements")
        : [root];

    // Results of the content API, and collections: their elements are documents, not parts of a body.
    private static bool IsList(JsonElement root) =>
        root.Text("type") is "results" or "collection" or null
        && root.Get("content_elements") is { ValueKind: JsonValueKind.Array } elements
        && elements.GetArrayLength() > 0
        && elements.EnumerateArray().All(element => element.Text("type") is not null && element.Text("version") is not null)
        && (root.Text("type") is null || AnsCheck.FaultsOf(root).Count == 0);

    private static bool IsAns(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Array)
            return root.GetArrayLength() > 0 && root.EnumerateArray().All(IsAns);
        if (root.ValueKind is not JsonValueKind.Object)
            return false;
        var type = root.Text("type");
        return root.Text("version")?.StartsWith("0.", StringComparison.Ordinal) == true && root.Get("uri") is null
            || type is not null && root.Get("uri") is null && (AnsShapes.Known.OfKind(type) is not null || root.Get("_id") is not null)
            || Marks.Count(mark => root.Get(mark) is not null) > 1;
    }

    // JSON Lines: one document a line, as exports and queues write them.
    private static List<JsonElement>? Lines(ReadOnlyMemory<byte> content)
    {
        var documents = new List<JsonElement>();
        while (content.Length > 0)
        {
            var end = content.Span.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).Length == 0)
                continue;
            using var json = SourceJson.Parse(line, out _);
            if (json is null || !IsAns(json.RootElement))
                return null;
            documents.Add(json.RootElement.Clone());
        }

        return documents.Count > 0 ? documents : null;
    }
}
