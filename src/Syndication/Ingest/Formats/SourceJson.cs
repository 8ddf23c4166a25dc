using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats;

/// <summary>JSON of other systems, read without ever throwing for what it is: what is missing, null or of another type is null.</summary>
internal static class SourceJson
{
    private const int Deepest = 128;

    private static readonly JsonDocumentOptions Tolerant = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Deepest,
    };

    private static readonly JsonReaderOptions TolerantReading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Deepest,
    };

    /// <summary>The document, or null where it is not JSON or a name in it is no text; the caller disposes it.</summary>
    /// <param name="content">UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="fault">Why it is not, with the line; null where it is.</param>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> content, out string? fault)
    {
        fault = null;
        try
        {
            var utf8 = AsUtf8(content);
            var json = JsonDocument.Parse(utf8, Tolerant);
            if (HasReadableNames(utf8.Span))
                return json;
            json.Dispose();
            fault = "every name must be valid Unicode";
            return null;
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber ?? 0) + 1;
            fault = $"line {line}: {What(error.Message)}";
            return null;
        }
    }

    // The reader has one exception for all that is wrong, and tells it by its words alone.
    private static string What(string message) =>
        message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase) ? $"more than {Deepest} levels deep"
        : message.Contains("depth to be zero", StringComparison.OrdinalIgnoreCase) ? "it ends within an object or a list"
        : "not JSON";

    /// <summary>Whether it begins as an object or a list of JSON does.</summary>
    public static bool IsLikely(ReadOnlyMemory<byte> content)
    {
        var start = AsUtf8(content[..Math.Min(content.Length, 256)]).Span.TrimStart(" \t\r\n"u8);
        return start.Length > 0 && start[0] is (byte)'{' or (byte)'[';
    }

    /// <summary>The value of a field, or null.</summary>
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    /// <inheritdoc cref="Get(JsonElement, string)"/>
    public static JsonElement? Get(this JsonElement? element, string name) => element?.Get(name);

    /// <summary>Text or a number, trimmed; null where it is empty.</summary>
    public static string? Text(this JsonElement element, string name) => element.Get(name).AsText();

    /// <inheritdoc cref="Text(JsonElement, string)"/>
    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    /// <summary>The value itself as text or a number; null where it is neither or empty.</summary>
    public static string? AsText(this JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } value)
            return null;
        try
        {
            var text = value.ValueKind is JsonValueKind.Number ? value.GetRawText() : value.GetString()!;
            return text.AsSpan().Trim().Length == 0 ? null : XmlCharacters.Keep(text.Trim());
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone is JSON by its grammar, but no text.
            return null;
        }
    }

    /// <summary>What a list holds; a single object or text in its place counts as a list of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Get(name).AsItems();

    /// <inheritdoc cref="Items(JsonElement, string)"/>
    public static IEnumerable<JsonElement> Items(this JsonElement? element, string name) => element?.Items(name) ?? [];

    /// <summary>The list's values; of anything else, itself.</summary>
    public static IEnumerable<JsonElement> AsItems(this JsonElement? element) =>
        element is not { } value ? []
        : value.ValueKind is JsonValueKind.Array ? value.EnumerateArray()
        : [value];

    /// <summary>True or false; null where it is neither.</summary>
    public static bool? Flag(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <inheritdoc cref="Flag(JsonElement, string)"/>
    public static bool? Flag(this JsonElement? element, string name) => element?.Flag(name);

    /// <summary>A whole number, also where it is written as text; null where it is none or does not fit.</summary>
    public static int? Whole(this JsonElement element, string name) =>
        element.Text(name) is { } text
        && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;

    /// <summary>A date and time; null where it is none.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, string name) => IsoInstant.Parse(element.Text(name));

    /// <inheritdoc cref="Instant(JsonElement, string)"/>
    public static DateTimeOffset? Instant(this JsonElement? element, string name) => element?.Instant(name);

    // Half of a surrogate pair, or bytes that are no UTF-8, as a property's name: JSON by its grammar, but whoever asks for a property by its name would throw.
    private static bool HasReadableNames(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0 && Utf8.IsValid(utf8))
            return true;
        var reader = new Utf8JsonReader(utf8, TolerantReading);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName)
                    reader.GetString();
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> AsUtf8(ReadOnlyMemory<byte> content) =>
        content.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => content[3..],
            [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(content.Span[2..])),
            [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(content.Span[2..])),
            _ => content,
        };
}
