using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Ingest.Api;

namespace Syndication.Ingest.Micropub;

/// <summary>A request as both of its forms mean it (Micropub, section 3.1): an action, or properties that are always lists.</summary>
internal sealed record MicropubRequest
{
    /// <summary>create, update, delete or undelete.</summary>
    public required string Action { get; init; }

    /// <summary>The post that an action is about.</summary>
    public string? Url { get; init; }

    /// <summary>The new post's properties, commands (<c>mp-…</c>) among them; each value is an array.</summary>
    public JsonObject Properties { get; init; } = [];

    /// <summary>The whole of an update; null for other actions.</summary>
    public JsonObject? Update { get; init; }

    /// <summary>The token, where the body holds it (RFC 6750, section 2.2).</summary>
    public string? Token { get; init; }

    /// <summary>Reads the form-encoded or multipart form.</summary>
    /// <returns>Or what is wrong with it.</returns>
    public static (MicropubRequest? Request, string? Fault) Read(IFormCollection form)
    {
        if (form.Files.Count > 0)
            return (null, "Files are not stored here, and there is no media endpoint: give the address of a picture instead.");
        var properties = new JsonObject();
        foreach (var (name, values) in form)
        {
            if (name is "h" or "action" or "url" or "access_token")
                continue;
            // name, name[], name[0] are lists; name[html] and name[alt] are members of one value.
            var bracket = name.IndexOf('[', StringComparison.Ordinal);
            var key = bracket > 0 ? name[..bracket] : name;
            var member = bracket > 0 ? name[(bracket + 1)..].TrimEnd(']') : "";
            if (properties[key] is not JsonArray list)
                properties[key] = list = [];
            foreach (var value in values)
            {
                if (member.Length == 0 || member.All(char.IsAsciiDigit))
                    list.Add(JsonValue.Create(value ?? ""));
                else if (list.Count > 0 && list[^1] is JsonObject last)
                    last[member] = value;
                else
                    list.Add(new JsonObject { [member] = value });
            }
        }

        var action = form["action"].ToString();
        if (action.Length == 0 && form["h"].ToString() is not ("" or "entry"))
            return (null, $"Only entries are taken, not {Short(form["h"].ToString())}.");
        // Section 3.4: updates have no form-encoded form.
        return action is "update"
            ? (null, "An update is sent as JSON.")
            : (
                new MicropubRequest
                {
                    Action = action.Length == 0 ? "create" : action,
                    Url = form["url"].ToString() is { Length: > 0 } url ? url : null,
                    Properties = properties,
                    Token = form["access_token"].ToString() is { Length: > 0 } token ? token : null,
                },
                null
            );
    }

    /// <summary>Reads the JSON form.</summary>
    /// <returns>Or what is wrong with it.</returns>
    public static (MicropubRequest? Request, string? Fault) Read(JsonElement json)
    {
        var faults = new List<Fault>();
        if (json.ValueKind is not JsonValueKind.Object)
            return (null, "A JSON object is asked for.");
        if (!IsText(json))
            return (null, "Every string must be valid Unicode.");
        var fields = new JsonFields(json, "", faults);
        var action = fields.Text("action");
        var url = fields.Text("url");
        if (faults.Count > 0)
            return (null, $"{faults[0].Field}: {faults[0].Message}.");
        if (action is not null)
            return (
                new MicropubRequest
                {
                    Action = action,
                    Url = url,
                    Update = action is "update" ? JsonObject.Create(json.Clone()) : null,
                },
                null
            );
        var type =
            json.TryGetProperty("type", out var types) && types.ValueKind is JsonValueKind.Array && types.GetArrayLength() > 0
                ? types[0]
                : types;
        if (type.ValueKind is not JsonValueKind.String || type.GetString() is not "h-entry")
            return (null, "Only entries are taken: \"type\": [\"h-entry\"].");
        if (!json.TryGetProperty("properties", out var given) || given.ValueKind is not JsonValueKind.Object)
            return (null, "\"properties\" is to be an object.");
        foreach (var property in given.EnumerateObject())
        {
            if (property.Value.ValueKind is not JsonValueKind.Array)
                return (null, $"The values of {Short(property.Name)} are to be an array.");
        }

        return (new MicropubRequest { Action = "create", Properties = JsonObject.Create(given.Clone())! }, null);
    }

    private static string Short(string text) => new Fault("", text, "").Message.TrimEnd(':', ' ');

    // Half of a surrogate pair is JSON by its grammar, but no text; found here, nothing after has to expect it.
    private static bool IsText(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => json.GetString() is not null,
                JsonValueKind.Array => json.EnumerateArray().All(IsText),
                JsonValueKind.Object => json.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
