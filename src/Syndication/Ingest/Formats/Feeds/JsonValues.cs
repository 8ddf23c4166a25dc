using System.Text.Json;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Values of JSON as feeds write them: numbers in place of texts, one in place of a list.</summary>
internal static class JsonValues
{
    /// <summary>A text, or a number as text; null for everything else and for what is empty.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { Length: > 0 } text ? Cleaning.XmlCharacters.Keep(text) : null,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    /// <summary>The text of a property; null where there is none.</summary>
    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? TextOf(value) : null;

    /// <summary>The parts of a list; a single value is a list of one.</summary>
    public static IEnumerable<JsonElement> ItemsOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Null or JsonValueKind.Undefined => [],
            _ => [value],
        };
}
