using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Ingest.Micropub;

/// <summary>Reads values of microformats' properties in their JSON form.</summary>
internal static class MicropubValues
{
    /// <summary>A property's values; empty where it has none.</summary>
    public static IReadOnlyList<JsonNode> Of(JsonObject properties, string name) =>
        properties[name] is JsonArray values ? [.. values.OfType<JsonNode>()] : [];

    /// <summary>A property's first value; null where it has none.</summary>
    public static JsonNode? First(JsonObject properties, string name) => Of(properties, name) is [var first, ..] ? first : null;

    /// <summary>The first value that is text; null where there is none, or it is empty.</summary>
    public static string? Text(JsonObject properties, string name) =>
        Of(properties, name).Select(Text).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>All values that are text.</summary>
    public static List<string> Texts(JsonObject properties, string name) =>
        [.. Of(properties, name).Select(Text).OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))];

    /// <summary>The text of a value: itself, or its <c>value</c>.</summary>
    public static string? Text(JsonNode? value) =>
        value switch
        {
            JsonValue plain when plain.GetValueKind() is JsonValueKind.String => plain.GetValue<string>(),
            JsonValue plain when plain.GetValueKind() is JsonValueKind.Number => plain.ToJsonString(),
            JsonObject whole => Text(whole["value"]),
            _ => null,
        };

    /// <summary>The HTML of a value (<c>{"html": …}</c>), or null.</summary>
    public static string? Html(JsonNode? value) =>
        value is JsonObject whole ? Text(whole["html"] is JsonArray { Count: > 0 } list ? list[0] : whole["html"]) : null;

    /// <summary>A date as clients write it: with an offset, with a zone's colon left out, or none, which is UTC.</summary>
    public static DateTimeOffset? Instant(string text) => FeedDates.Read(text);
}
