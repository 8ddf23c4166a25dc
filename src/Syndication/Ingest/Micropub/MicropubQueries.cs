using System.Text.Json.Nodes;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Ingest.Micropub;

/// <summary>What clients ask before they post (Micropub, section 3.7). No media endpoint is named: pictures are not stored.</summary>
internal sealed class MicropubQueries(MicropubDesk desk, SectionStore sections, ScopeDirectory scopes, WebAddresses web)
{
    private const int MostCategories = 200;

    /// <summary>The answer; null where the question is not known or its post is not here.</summary>
    public async Task<JsonObject?> AnswerAsync(string question, IQueryCollection query, CancellationToken ct) =>
        question switch
        {
            "config" => new JsonObject
            {
                ["q"] = new JsonArray("config", "source", "category", "channel", "syndicate-to"),
                ["channels"] = await ChannelsAsync(ct),
                ["syndicate-to"] = new JsonArray(),
                ["post-types"] = new JsonArray(
                    new JsonObject { ["type"] = "article", ["name"] = "Article" },
                    new JsonObject { ["type"] = "note", ["name"] = "Note" },
                    new JsonObject { ["type"] = "photo", ["name"] = "Photo" }
                ),
            },
            // Section 3.7.3: what is sent on from here is decided by readers' subscriptions.
            "syndicate-to" => new JsonObject { ["syndicate-to"] = new JsonArray() },
            "channel" => new JsonObject { ["channels"] = await ChannelsAsync(ct) },
            "category" => new JsonObject { ["categories"] = await CategoriesAsync(query["filter"].ToString(), ct) },
            "source" => await SourceAsync(query, ct),
            _ => null,
        };

    private async Task<JsonObject?> SourceAsync(IQueryCollection query, CancellationToken ct)
    {
        if (await desk.FindAsync(query["url"].ToString(), ct) is not { } article)
            return null;
        var properties = MicropubPost.Of(article, web);
        string[] wanted = [.. query["properties"].Concat(query["properties[]"]).OfType<string>()];
        if (wanted.Length == 0)
            return new JsonObject { ["type"] = new JsonArray("h-entry"), ["properties"] = properties };
        foreach (var name in properties.Select(property => property.Key).Where(name => !wanted.Contains(name)).ToList())
            properties.Remove(name);
        return new JsonObject { ["properties"] = properties };
    }

    private async Task<JsonArray> ChannelsAsync(CancellationToken ct) =>
        new([
            .. (await sections.AllAsync(ct))
                .Where(section => section.IsOpen)
                .Select(section => (JsonNode)new JsonObject { ["uid"] = section.Slug.Value, ["name"] = section.Name }),
        ]);

    private async Task<JsonArray> CategoriesAsync(string filter, CancellationToken ct) =>
        new([
            .. (await scopes.TagsAsync(MostCategories, ct))
                .Select(tag => tag.Name)
                .Where(name => name.Contains(filter, StringComparison.OrdinalIgnoreCase))
                .Select(name => (JsonNode)name),
        ]);
}
