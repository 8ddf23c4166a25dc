using System.Text.Json;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ghost;

/// <summary>The tables of an export, by the keys that its posts name.</summary>
internal sealed class GhostExport
{
    private const string Placeholder = "__GHOST_URL__";
    private readonly Uri? site;
    private readonly Dictionary<string, JsonElement> users;
    private readonly Dictionary<string, JsonElement> tags;
    private readonly Dictionary<string, JsonElement> metas;
    private readonly ILookup<string, string> authorsOfPost;
    private readonly ILookup<string, string> tagsOfPost;
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);

    public GhostExport(JsonElement data, Uri? site)
    {
        this.site = site;
        users = ById(data, "users", "id");
        tags = ById(data, "tags", "id");
        metas = ById(data, "posts_meta", "post_id");
        authorsOfPost = Pairs(data, "posts_authors", "author_id");
        tagsOfPost = Pairs(data, "posts_tags", "tag_id");
        foreach (var setting in data.Items("settings"))
        {
            if (setting.Text("key") is { } key && setting.Text("value") is { } value)
                settings.TryAdd(key, value);
        }
    }

    public string? Setting(string key) => settings.GetValueOrDefault(key);

    public JsonElement? MetaOf(string post) => metas.TryGetValue(post, out var meta) ? meta : null;

    /// <summary>The post's authors in their order.</summary>
    public List<SourceAuthor> AuthorsOf(string post, string? only) =>
        authorsOfPost[post]
            .DefaultIfEmpty(only ?? "")
            .Where(users.ContainsKey)
            .Select(id => users[id])
            .Where(user => user.Text("name") is not null)
            .Select(user => new SourceAuthor
            {
                Id = user.Text("slug"),
                Name = user.Text("name"),
                Biography = user.Text("bio"),
                Url = user.Text("website"),
            })
            .ToList();

    /// <summary>The names of the post's public tags in their order, and whether it has others.</summary>
    public (List<string> Names, bool HasInternal) TagsOf(string post)
    {
        var own = tagsOfPost[post].Where(tags.ContainsKey).Select(id => tags[id]).ToList();
        var shown = own.Where(tag => tag.Text("visibility") is not "internal" && tag.Text("name")?.StartsWith('#') == false).ToList();
        return ([.. shown.Select(tag => tag.Text("name")!).Distinct(StringComparer.OrdinalIgnoreCase)], shown.Count < own.Count);
    }

    /// <summary>HTML with the site's address where Ghost left a placeholder; relative where it is not known.</summary>
    public string? Resolved(string? html) => html?.Replace(Placeholder, site?.AbsoluteUri.TrimEnd('/') ?? "", StringComparison.Ordinal);

    /// <summary>An absolute address; null where it is relative and the site is not known.</summary>
    public string? Address(string? given)
    {
        var text = Resolved(given);
        return text is null ? null
            : Addresses.IsAbsolute(text) ? text
            : site is null ? null
            : Addresses.Resource(text, site);
    }

    /// <summary>The page of a post; null where the site is not known.</summary>
    public string? PageOf(string? slug) => slug is null || site is null ? null : Addresses.Resource(slug + "/", site);

    private static Dictionary<string, JsonElement> ById(JsonElement data, string table, string key)
    {
        var rows = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var row in data.Items(table))
        {
            if (row.Text(key) is { } id)
                rows.TryAdd(id, row);
        }

        return rows;
    }

    private static ILookup<string, string> Pairs(JsonElement data, string table, string value) =>
        data.Items(table)
            .Where(row => row.Text("post_id") is not null && row.Text(value) is not null)
            .OrderBy(row => row.Whole("sort_order") ?? 0)
            .ToLookup(row => row.Text("post_id")!, row => row.Text(value)!, StringComparer.Ordinal);
}
