using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.Ingest.Formats;

namespace Syndication.Operations.Verbs;

/// <summary>A line that <c>ingest read</c> prints.</summary>
internal sealed record ReadDocument
{
    // Letters of any script are printed as they are.
    private static readonly ReadDocumentJson Json = new(
        new JsonSerializerOptions(ReadDocumentJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>As it was given.</summary>
    public required string File { get; init; }

    public required string Kind { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    public required IReadOnlyList<Item> Items { get; init; }

    public required IReadOnlyList<string> Mended { get; init; }

    /// <summary>Null where all was read.</summary>
    public string? Error { get; init; }

    public static ReadDocument Of(string file, SourceDocument document, IEnumerable<string> notes) =>
        new()
        {
            File = file,
            Kind = document.Kind,
            Title = document.Title,
            Language = document.Language,
            Items = [.. document.Items.Select(ItemOf)],
            Mended = [.. document.Mended, .. notes],
            Error = document.Error,
        };

    public string ToJson() => JsonSerializer.Serialize(this, Json.ReadDocument);

    private static Item ItemOf(SourceItem item) =>
        new()
        {
            Id = item.Id,
            Url = item.Url,
            Title = item.Title,
            Summary = item.Summary,
            ContentHtml = item.ContentHtml,
            Authors = [.. item.Authors.Select(author => author.Name ?? author.Email ?? author.Url ?? author.Id).OfType<string>()],
            Tags = item.Tags,
            Published = Text(item.Published),
            Updated = Text(item.Updated),
            Enclosures = [.. item.Enclosures.Select(enclosure => new Enclosure(enclosure.Url, enclosure.Type, enclosure.Length))],
            Image = item.Image?.Url,
        };

    // ISO 8601 in UTC; a fraction only where there is one.
    private static string? Text(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    internal sealed record Item
    {
        public string? Id { get; init; }
        public string? Url { get; init; }
        public string? Title { get; init; }
        public string? Summary { get; init; }
        public string? ContentHtml { get; init; }
        public required IReadOnlyList<string> Authors { get; init; }
        public required IReadOnlyList<string> Tags { get; init; }
        public string? Published { get; init; }
        public string? Updated { get; init; }
        public required IReadOnlyList<Enclosure> Enclosures { get; init; }
        public string? Image { get; init; }
    }

    internal sealed record Enclosure(string Url, string? Type, long? Length);
}

/// <summary>Written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadDocument))]
internal sealed partial class ReadDocumentJson : JsonSerializerContext;
