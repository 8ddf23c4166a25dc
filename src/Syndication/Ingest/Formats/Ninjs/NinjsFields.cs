using System.Text.Json;

namespace Syndication.Ingest.Formats.Ninjs;

/// <summary>The fields of a ninjs object, whichever version wrote them: 1.x and 2.x in small letters, 3.x with humps.</summary>
internal sealed class NinjsFields
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.OrdinalIgnoreCase);

    public NinjsFields(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var field in json.EnumerateObject().Where(field => field.Value.ValueKind is not JsonValueKind.Null))
            fields.TryAdd(field.Name, field.Value);
    }

    public IEnumerable<string> Names => fields.Keys;

    /// <summary>The first of the fields that is there.</summary>
    public JsonElement? Get(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.TryGetValue(name, out var value))
                return value;
        }

        return null;
    }

    /// <inheritdoc cref="Get"/>
    public string? Text(params ReadOnlySpan<string> names) => Get(names).AsText();

    /// <inheritdoc cref="Get"/>
    public DateTimeOffset? Instant(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IsoInstant.Parse(Text(name)) is { } instant)
                return instant;
        }

        return null;
    }

    /// <summary>What a list holds, or an object keeps under names of its own choice (1.x: associations, renditions), with the name.</summary>
    public IEnumerable<(string Name, NinjsFields Value)> Parts(params ReadOnlySpan<string> names) =>
        Get(names) is not { } value ? []
        : value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Select(item => new NinjsFields(item)).Select(item => (item.Text("name") ?? "", item))
        : value.ValueKind is JsonValueKind.Object ? value.EnumerateObject().Select(item => (item.Name, new NinjsFields(item.Value)))
        : [];
}
