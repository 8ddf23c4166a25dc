using System.Text.Json.Nodes;

namespace Syndication.Ingest.Micropub;

/// <summary>An update's operations (Micropub, section 3.4): <c>replace</c>, <c>add</c> and <c>delete</c>.</summary>
internal static class MicropubUpdate
{
    private static readonly string[] Operations = ["replace", "add", "delete"];

    /// <summary>Applies them to a post's properties.</summary>
    /// <param name="properties">Changed in place.</param>
    /// <param name="update">The request's JSON.</param>
    /// <returns>Names of the properties that were named, or what is wrong with the request.</returns>
    public static (IReadOnlyList<string> Touched, string? Fault) Apply(JsonObject properties, JsonObject update)
    {
        var touched = new List<string>();
        foreach (var operation in Operations)
        {
            if (!update.TryGetPropertyValue(operation, out var change) || change is null)
                continue;
            // Properties that are to go altogether are named in a plain array.
            if (operation is "delete" && change is JsonArray names)
            {
                foreach (var name in names)
                {
                    if (MicropubValues.Text(name) is not { } text || name is not JsonValue)
                        return ([], "delete: names of properties, or an object of arrays");
                    properties.Remove(text);
                    touched.Add(text);
                }

                continue;
            }

            if (change is not JsonObject changes)
                return ([], $"{operation}: an object whose values are arrays");
            foreach (var (name, values) in changes)
            {
                if (values is not JsonArray list)
                    return ([], $"{operation}: the values of {name} are to be an array");
                Apply(properties, operation, name, list);
                touched.Add(name);
            }
        }

        return touched.Count == 0 ? ([], "at least one of replace, add and delete") : (touched, null);
    }

    private static void Apply(JsonObject properties, string operation, string name, JsonArray values)
    {
        var now = properties[name] as JsonArray ?? [];
        var list = operation switch
        {
            "add" => [.. now.Concat(values.Where(value => !now.Any(there => JsonNode.DeepEquals(there, value))))],
            "delete" => now.Where(there => !values.Any(value => IsSame(there, value))).ToList(),
            _ => values.ToList(),
        };
        if (list.Count == 0)
            properties.Remove(name);
        else
            properties[name] = new JsonArray([.. list.Select(value => value?.DeepClone())]);
    }

    // A picture with its description is the same as its address alone.
    private static bool IsSame(JsonNode? one, JsonNode? other) =>
        JsonNode.DeepEquals(one, other) || (MicropubValues.Text(one) is { } text && text == MicropubValues.Text(other));
}
