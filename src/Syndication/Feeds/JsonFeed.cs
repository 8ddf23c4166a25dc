using System.Text.Json.Serialization;

namespace Syndication.Feeds;

internal sealed record JsonFeed
{
    [JsonPropertyOrder(-1)]
    public string Version { get; } = "https://jsonfeed.org/version/1.1";
    public required string Title { get; init; }
    public required string HomePageUrl { get; init; }
    public required string FeedUrl { get; init; }
    public string? NextUrl { get; init; }
    public required string Description { get; init; }
    public required string Icon { get; init; }
    public required string Favicon { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<JsonFeedAuthor> Authors { get; init; }
    public IReadOnlyList<JsonFeedHub>? Hubs { get; init; }
    public required IReadOnlyList<JsonFeedItem> Items { get; init; }
}

internal sealed record JsonFeedItem
{
    public required string Id { get; init; }
    public required string Url { get; init; }
    public required string Title { get; init; }
    public string? ContentHtml { get; init; }
    public string? ContentText { get; init; }
    public required string Summary { get; init; }
    public string? Image { get; init; }
    public required DateTimeOffset DatePublished { get; init; }
    public required DateTimeOffset DateModified { get; init; }
    public IReadOnlyList<JsonFeedAuthor>? Authors { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required string Language { get; init; }
    public IReadOnlyList<JsonFeedAttachment>? Attachments { get; init; }
}

internal sealed record JsonFeedAuthor(string Name, string Url);

internal sealed record JsonFeedHub(string Type, string Url);

internal sealed record JsonFeedAttachment(string Url, string MimeType, string? Title, long? SizeInBytes);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    IndentSize = 1
)]
[JsonSerializable(typeof(JsonFeed))]
internal sealed partial class JsonFeedJson : JsonSerializerContext;
