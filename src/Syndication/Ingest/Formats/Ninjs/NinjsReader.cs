using System.Text.Json;

namespace Syndication.Ingest.Formats.Ninjs;

/// <summary>Reads IPTC ninjs 1.x, 2.x and 3.x: an item, or a list of items as systems' APIs give them.</summary>
internal sealed class NinjsReader : ISourceReader
{
    private static readonly string[] Lists = ["items", "_items", "newsItems", "data", "results"];

    private static readonly string[] Marks =
    [
        "versioncreated",
        "pubstatus",
        "headlines",
        "headline",
        "bodies",
        "body_text",
        "body_xhtml",
        "associations",
        "renditions",
        "standard",
        "$standard",
        "by",
        "byline",
        "descriptions",
        "eventDetails",
        "representationtype",
        "copyrightnotice",
        "description_text",
    ];

    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (!SourceJson.IsLikely(source.Content))
            return null;
        using var json = SourceJson.Parse(source.Content, out _);
        if (json is null || Objects(json.RootElement) is not { } objects)
            return null;
        var items = new List<SourceItem>();
        var unmapped = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var given in objects)
        {
            ct.ThrowIfCancellationRequested();
            if (NinjsItem.ToItem(given, source.Address) is { } item)
                items.Add(item);
            else
                unmapped.Add($"{new NinjsFields(given).Text("type") ?? "item without a text"}: no article");
        }

        return new SourceDocument
        {
            Kind = SourceKinds.Ninjs,
            Title = items.Count == 1 ? items[0].Title : null,
            Language = items.Count == 1 ? items[0].Language : null,
            Items = items,
            Unmapped = [.. unmapped],
        };
    }

    private static List<JsonElement>? Objects(JsonElement root)
    {
        if (IsItem(root))
            return [root];
        var lists = root.ValueKind is JsonValueKind.Array ? [root] : Lists.Select(name => root.Get(name)).OfType<JsonElement>();
        foreach (var list in lists.Where(list => list.ValueKind is JsonValueKind.Array))
        {
            var objects = list.EnumerateArray().ToList();
            if (objects.Count > 0 && objects.TrueForAll(IsItem))
                return objects;
        }

        return null;
    }

    // "uri" is the one field that every version requires.
    private static bool IsItem(JsonElement json)
    {
        var fields = new NinjsFields(json);
        return fields.Text("uri") is not null && Array.Exists(Marks, mark => fields.Get(mark) is not null);
    }
}
