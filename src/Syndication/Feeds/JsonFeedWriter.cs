using System.Text.Encodings.Web;
using System.Text.Json;

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
