using System.Text.Json;

namespace Syndication.Bounces.Webhooks;

/// <summary>Reads what others send as JSON: what is missing, or of another type, is absent.</summary>
internal static class JsonParts
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 32 };

    /// <summary>The document, for the caller to dispose; null: it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Bounded);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Bounded);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands at a path of names; null: nothing.</summary>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || Property(element, name) is not { } found)
                return null;
            element = found;
        }

        return element.ValueKind is JsonValueKind.Null ? null : element;
    }

    /// <summary>The string, or the number as it is written, at a path; null: there is none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) switch
        {
            { ValueKind: JsonValueKind.String } text => TextOf(text),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    /// <summary>The items of the array at a path; none, where there is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    // Half of a surrogate pair is JSON by its grammar, but no text, as a name or as a value.
    private static JsonElement? Property(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var found) ? found : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
