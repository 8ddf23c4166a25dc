using System.Text.Json;

namespace Syndication.Ingest.Api;

/// <summary>What the API is told of a section.</summary>
internal sealed record SectionDocument
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Note { get; init; }
    public string? Language { get; init; }

    /// <summary>full or summary.</summary>
    public string? Content { get; init; }

    /// <summary>Whether issues with it wait for somebody's approval; absent: as it is.</summary>
    public bool? Approval { get; init; }

    /// <summary>public or unlisted: whether issues of it alone are in its archive; absent: as it is.</summary>
    public string? Issues { get; init; }
    public string? MovedTo { get; init; }

    /// <summary>Since when it is no more: an instant, or true for now; null, false or absent: it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether it ends now.</summary>
    public bool EndsNow { get; init; }

    /// <summary>Reads it from JSON.</summary>
    public static (SectionDocument Document, List<Fault> Faults) Read(JsonElement json)
    {
        var faults = new List<Fault>();
        if (json.ValueKind is not JsonValueKind.Object)
            return (new SectionDocument(), [new Fault("body", null, "a JSON object")]);
        try
        {
            var fields = new JsonFields(json, "", faults);
            var isFlag = json.TryGetProperty("ended", out var ended) && ended.ValueKind is JsonValueKind.True or JsonValueKind.False;
            var document = new SectionDocument
            {
                Name = fields.Text("name"),
                Description = fields.Text("description"),
                Note = fields.Text("note"),
                Language = fields.Text("language"),
                Content = fields.Text("content"),
                Approval = fields.Flag("approval"),
                Issues = fields.Text("issues"),
                MovedTo = fields.Text("movedTo"),
                EndsNow = isFlag && fields.Flag("ended") is true,
                Ended = isFlag ? null : fields.Instant("ended"),
            };
            return (document, faults);
        }
        catch (InvalidOperationException)
        {
            // Escapes such as \ud800 alone are JSON by its grammar, but no text.
            return (new SectionDocument(), [new Fault("body", null, "every string must be valid Unicode")]);
        }
    }
}
