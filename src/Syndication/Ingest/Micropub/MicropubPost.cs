using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Ingest.Micropub;

/// <summary>A stored article as an entry: what <c>q=source</c> shows, and what updates are made on.</summary>
internal static partial class MicropubPost
{
    /// <summary>All properties that it has, each an array.</summary>
    public static JsonObject Of(Article article, WebAddresses web)
    {
        var properties = new JsonObject
        {
            ["name"] = new JsonArray(article.Title),
            ["content"] = new JsonArray(Content(article.BodyHtml)),
            ["published"] = new JsonArray(article.PublishedAt.ToString("o")),
            ["updated"] = new JsonArray(article.UpdatedAt.ToString("o")),
            ["mp-channel"] = new JsonArray(article.Section.Value),
            ["mp-slug"] = new JsonArray(article.Slug),
            ["post-status"] = new JsonArray(article.State is ArticleState.Draft ? "draft" : "published"),
            ["url"] = new JsonArray(web.Article(article.Slug)),
        };
        if (article.Summary.Length > 0)
            properties["summary"] = new JsonArray(article.Summary);
        if (article.Tags.Count > 0)
            properties["category"] = new JsonArray([.. article.Tags.Select(tag => (JsonNode)tag.Name)]);
        if (article.Image is { } image)
            properties["photo"] = new JsonArray(
                image.Alt.Length == 0 ? image.Url : new JsonObject { ["value"] = image.Url, ["alt"] = image.Alt }
            );
        return properties;
    }

    // What came as plain text goes back as such: an editor that offers no HTML would show its tags.
    private static JsonNode Content(string html)
    {
        var text = html.Replace("</p><p>", "\n\n", StringComparison.Ordinal);
        if (text.StartsWith("<p>", StringComparison.Ordinal) && text.EndsWith("</p>", StringComparison.Ordinal))
            text = text[3..^4];
        return Tag.IsMatch(text) ? new JsonObject { ["html"] = html } : WebUtility.HtmlDecode(text);
    }

    [GeneratedRegex("<[A-Za-z/!]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Tag { get; }
}
