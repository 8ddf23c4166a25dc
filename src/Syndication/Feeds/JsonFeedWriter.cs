using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Feeds;

/// <summary>JSON Feed 1.1 (jsonfeed.org/version/1.1).</summary>
internal static class JsonFeedWriter
{
    // Served as application/feed+json, never inside HTML: other scripts may stand as they are.
    private static readonly JsonFeedJson Json = new(
        new JsonSerializerOptions(JsonFeedJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static byte[] Write(FeedDocument document, FeedFormatLinks links) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonFeed
            {
                Title = document.Title,
                HomePageUrl = document.Page,
                FeedUrl = links.Self(document),
                NextUrl = document.History.Previous is { } previous ? links.Of(previous) : null,
                Description = document.Description,
                Icon = links.Icon,
                Favicon = links.Favicon,
                Language = document.Language,
                Authors = [Person(document.Publisher)],
                Hubs = document.Hub is null ? null : [new JsonFeedHub("WebSub", document.Hub)],
                Items = [.. document.Items.Select(Item)],
            },
            Json.JsonFeed
        );

    private static JsonFeedItem Item(FeedItem item) =>
        new()
        {
            Id = item.Id,
            Url = item.Url,
            Title = item.Title,
            ContentHtml = item.ContentHtml,
            ContentText = item.ContentHtml is null ? item.Summary : null,
            Summary = item.Summary,
            Image = item.Image?.Url,
            DatePublished = item.Published.ToUniversalTime(),
            DateModified = item.Updated.ToUniversalTime(),
            Authors = item.Authors.Count == 0 ? null : [.. item.Authors.Select(Person)],
            Tags = [.. item.Categories.Select(category => category.Label).Distinct(StringComparer.Ordinal)],
            Language = item.Language,
            Attachments =
                item.Attachments.Count == 0
                    ? null
                    :
                    [
                        .. item.Attachments.Select(file => new JsonFeedAttachment(
                            file.Url,
                            file.Type,
                            file.Title,
                            file.Bytes > 0 ? file.Bytes : null
                        )),
                    ],
        };

    private static JsonFeedAuthor Person(FeedAuthor author) => new(author.Name, author.Url);
}

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
