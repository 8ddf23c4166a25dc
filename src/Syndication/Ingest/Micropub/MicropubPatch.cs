using System.Text.Json.Nodes;
using Syndication.Articles;

namespace Syndication.Ingest.Micropub;

/// <summary>An update as a merge patch of the API: only what it names changes, whatever else the article holds.</summary>
internal static class MicropubPatch
{
    /// <summary>The patch; empty where nothing of ours was named.</summary>
    /// <param name="touched">Properties that the update names.</param>
    /// <param name="properties">All properties after it.</param>
    /// <param name="before">All properties before it.</param>
    /// <param name="entry">What the properties mean.</param>
    public static JsonObject Of(IReadOnlyList<string> touched, JsonObject properties, JsonObject before, MicropubEntry entry)
    {
        var document = entry.Document;
        var patch = new JsonObject();
        foreach (var name in touched)
        {
            switch (name)
            {
                case "name":
                    patch["title"] = document.Title;
                    break;
                case "content":
                    SetBody(patch, document);
                    SetTitleOfNote(patch, properties, before);
                    break;
                case "summary":
                    patch["summary"] = document.Summary;
                    break;
                case "category":
                    patch["tags"] = new JsonArray([.. MicropubValues.Texts(properties, "category").Select(tag => (JsonNode)tag)]);
                    break;
                case "mp-channel":
                    patch["section"] = document.Section;
                    break;
                case "published":
                    patch["publishedAt"] = document.PublishedAt?.ToString("o");
                    break;
                case "photo" or "featured":
                    patch["image"] = document.Image is { } image ? new JsonObject { ["url"] = image.Url, ["alt"] = image.Alt } : null;
                    break;
                case "mp-slug" or "slug":
                    patch["slug"] = document.Slug;
                    break;
                case "post-status":
                    patch["draft"] = document.Draft;
                    break;
            }
        }

        return patch;
    }

    private static void SetBody(JsonObject patch, ArticleDocument document)
    {
        if (document.BodyText is { } text)
            patch["bodyText"] = text;
        else
            patch["bodyHtml"] = document.BodyHtml ?? "";
    }

    // A note's title is its first sentence: with other words it has another one.
    private static void SetTitleOfNote(JsonObject patch, JsonObject properties, JsonObject before)
    {
        var (title, text) = (MicropubValues.Text(before, "name"), TextOf(before));
        if (title is not null && title == MicropubEntry.TitleOf(text) && MicropubValues.Text(properties, "name") == title)
            patch["title"] = MicropubEntry.TitleOf(TextOf(properties)) ?? title;
    }

    private static string? TextOf(JsonObject properties)
    {
        var content = MicropubValues.First(properties, "content");
        return MicropubValues.Html(content) is { } html ? PlainText.Of(html) : MicropubValues.Text(content);
    }
}
