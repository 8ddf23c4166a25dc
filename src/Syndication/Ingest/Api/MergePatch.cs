using System.Text.Json.Nodes;

namespace Syndication.Ingest.Api;

/// <summary>JSON Merge Patch (RFC 7396).</summary>
internal static class MergePatch
{
    private static readonly string[] Bodies = ["bodyHtml", "bodyMarkdown", "bodyText"];

    /// <summary>The document as the patch makes it.</summary>
    public static JsonNode? Apply(JsonNode? document, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var merged = document as JsonObject is { } existing ? (JsonObject)existing.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
                merged.Remove(name);
            else
                merged[name] = Apply(merged[name], change);
        }

        return merged;
    }

    /// <summary>
    /// The same for an article, which has one body in one of three forms: a patch that brings one replaces it in whatever form it was.
    /// </summary>
    public static JsonNode? ApplyToArticle(JsonObject document, JsonObject patch)
    {
        if (Array.Exists(Bodies, body => patch[body] is not null))
        {
            foreach (var body in Bodies)
                document.Remove(body);
        }

        return Apply(document, patch);
    }
}
