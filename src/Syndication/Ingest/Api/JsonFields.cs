using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Api;

/// <summary>The fields of one JSON object, each with a fault of its own where its type is wrong: a serializer would stop at the first.</summary>
internal sealed partial class JsonFields
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly List<Fault> faults;

    /// <param name="json">The object.</param>
    /// <param name="path">Its place, such as <c>image.</c>; empty for the document itself.</param>
    /// <param name="faults">Where faults go.</param>
    public JsonFields(JsonElement json, string path, List<Fault> faults)
    {
        (this.path, this.faults) = (path, faults);
        foreach (var property in json.EnumerateObject())
            fields[property.Name] = property.Value;
    }

    /// <summary>Fields that nobody asked for.</summary>
    public IEnumerable<string> Unread => fields.Keys.Select(name => path + XmlCharacters.Keep(name));

    /// <summary>A string.</summary>
    public string? Text(string name) =>
        Take(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : Wrong<string>(name, value, "a string");

    /// <summary>True or false.</summary>
    public bool? Flag(string name) =>
        Take(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : WrongValue<bool>(name, value, "true or false");

    /// <summary>A whole number.</summary>
    public long? Number(string name) =>
        Take(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : WrongValue<long>(name, value, "a whole number");

    /// <summary>A date and time of RFC 3339.</summary>
    public DateTimeOffset? Instant(string name) =>
        Take(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.String && ParseInstant(value.GetString()!) is { } instant ? instant
        : WrongValue<DateTimeOffset>(name, value, "a date and time with offset (RFC 3339) such as 2026-11-23T07:00:00Z");

    /// <summary>An array of strings.</summary>
    public List<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (item, index) in Items(name))
        {
            if (item.ValueKind is JsonValueKind.String)
                texts.Add(item.GetString()!);
            else
                Wrong<string>($"{name}[{index}]", item, "a string");
        }

        return texts;
    }

    /// <summary>An object, read by <paramref name="read"/>.</summary>
    public T? Object<T>(string name, Func<JsonFields, T> read)
        where T : class =>
        Take(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Object ? read(new JsonFields(value, path + name + ".", faults))
        : Wrong<T>(name, value, "an object");

    /// <summary>An array of objects, each read by <paramref name="read"/>.</summary>
    public List<T> Objects<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        var objects = new List<T>();
        foreach (var (item, index) in Items(name))
        {
            if (item.ValueKind is JsonValueKind.Object)
                objects.Add(read(new JsonFields(item, $"{path}{name}[{index}].", faults)));
            else
                Wrong<T>($"{name}[{index}]", item, "an object");
        }

        return objects;
    }

    /// <summary>Passes over fields that are known and say nothing here.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            fields.Remove(name);
    }

    private IEnumerable<(JsonElement Item, int Index)> Items(string name)
    {
        if (Take(name) is not { } value)
            return [];
        if (value.ValueKind is JsonValueKind.Array)
            return value.EnumerateArray().Select((item, index) => (item, index));
        Wrong<string>(name, value, "an array");
        return [];
    }

    private JsonElement? Take(string name) =>
        fields.Remove(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private T? Wrong<T>(string name, JsonElement value, string rule)
        where T : class
    {
        faults.Add(new Fault(path + name, value.GetRawText(), rule));
        return null;
    }

    private T? WrongValue<T>(string name, JsonElement value, string rule)
        where T : struct
    {
        faults.Add(new Fault(path + name, value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText(), rule));
        return null;
    }

    private static DateTimeOffset? ParseInstant(string text) =>
        Rfc3339.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : null;

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ECMAScript,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Rfc3339 { get; }
}
