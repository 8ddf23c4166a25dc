using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>Reads posts as WordPress' REST API gives them (<c>wp/v2/posts</c>, with <c>_embed</c> for names): a list or a single one.</summary>
internal sealed class WordPressReader : ISourceReader
{
    private static readonly Dictionary<string, WordPressPicture> NoLibrary = [];

    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (!SourceJson.IsLikely(source.Content))
            return null;
        using var json = SourceJson.Parse(source.Content, out _);
        if (json is null)
            return null;
        var posts = json.RootElement.ValueKind is JsonValueKind.Array ? json.RootElement.EnumerateArray().ToList() : [json.RootElement];
        if (posts.Count == 0 || !posts.TrueForAll(IsPost))
            return null;
        var articles = posts.Where(post => post.Text("type") is null or "post").ToList();
        return new SourceDocument
        {
            Kind = SourceKinds.WordPress,
            Items = [.. articles.Select(ToItemOrFault)],
            Unmapped =
            [
                .. posts
                    .Select(post => post.Text("type"))
                    .Where(type => type is not (null or "post"))
                    .GroupBy(type => type)
                    .Select(group => $"{group.Key}: no article ({group.Count()})"),
            ],
        };
    }

    private static bool IsPost(JsonElement post) =>
        post.Get("id") is { ValueKind: JsonValueKind.Number }
        && (post.Get("title").Get("rendered") ?? post.Get("content").Get("rendered") ?? post.Get("title").Get("raw")) is not null;

    // A post that was made to be costly ends no list.
    private static SourceItem ToItemOrFault(JsonElement post)
    {
        try
        {
            return ToItem(post);
        }
        catch (RegexMatchTimeoutException)
        {
            return new SourceItem
            {
                Id = post.Get("guid").Text("rendered") ?? post.Text("link") ?? post.Text("id"),
                Url = post.Text("link"),
                Title = post.Get("title").Text("rendered"),
                Faults = [new Fault("content", null, "text that can be understood in reasonable time")],
            };
        }
    }

    private static SourceItem ToItem(JsonElement post)
    {
        var embedded = post.Get("_embedded");
        var shortcodes = new WordPressShortcodes(NoLibrary);
        var terms = Terms(embedded);
        var isProtected = post.Get("content").Flag("protected") is true;
        return new SourceItem
        {
            Id = post.Get("guid").Text("rendered") ?? post.Text("link") ?? post.Text("id"),
            Url = post.Text("link"),
            Title = post.Get("title").Text("rendered") ?? post.Get("title").Text("raw"),
            Summary = post.Get("excerpt").Text("rendered") ?? post.Get("excerpt").Text("raw"),
            ContentHtml = post.Get("content").Text("rendered") is { } rendered
                ? WordPressText.ToHtml(rendered, shortcodes)
                : WordPressText.ToHtml(post.Get("content").Text("raw"), shortcodes),
            Authors = Authors(embedded),
            Sections = [.. terms.Where(term => term is { Taxonomy: "category", Slug: not "uncategorized" }).Select(term => term.Name)],
            Tags = [.. terms.Where(term => term.Taxonomy == "post_tag").Select(term => term.Name)],
            Published = post.Instant("date_gmt") ?? post.Instant("date"),
            Updated = post.Instant("modified_gmt") ?? post.Instant("modified"),
            Image = Featured(embedded) ?? (post.Text("jetpack_featured_media_url") is { } jetpack ? new SourceImage(jetpack) : null),
            Slug = post.Text("slug") is { } slug ? System.Net.WebUtility.UrlDecode(slug) : null,
            IsDraft = post.Text("status") is not (null or "publish" or "future") || isProtected,
            IsWithdrawn = post.Text("status") is "trash",
            Unmapped = [.. shortcodes.Unmapped, .. Unmapped(post, terms.Count > 0, embedded)],
        };
    }

    private static List<SourceAuthor> Authors(JsonElement? embedded) =>
        embedded
            .Items("author")
            .Where(author => author.Text("name") is not null)
            .Select(author => new SourceAuthor
            {
                Name = author.Text("name"),
                Biography = author.Text("description"),
                Url = author.Text("link"),
            })
            .ToList();

    private static List<(string Taxonomy, string Slug, string Name)> Terms(JsonElement? embedded) =>
        embedded
            .Items("wp:term")
            .SelectMany(list => SourceJson.AsItems(list))
            .Where(term => term.Text("name") is not null)
            .Select(term => (term.Text("taxonomy") ?? "", term.Text("slug") ?? "", term.Text("name")!))
            .ToList();

    private static SourceImage? Featured(JsonElement? embedded) =>
        embedded.Items("wp:featuredmedia").FirstOrDefault(media => media.Text("source_url") is not null)
            is { ValueKind: JsonValueKind.Object } media
            ? new SourceImage(media.Text("source_url")!)
            {
                Alt = media.Text("alt_text"),
                Type = media.Text("mime_type"),
                Width = media.Get("media_details") is { } details ? details.Whole("width") : null,
                Height = media.Get("media_details") is { } sizes ? sizes.Whole("height") : null,
            }
            : null;

    private static IEnumerable<string> Unmapped(JsonElement post, bool hasTerms, JsonElement? embedded)
    {
        if (!hasTerms && (post.Items("categories").Any() || post.Items("tags").Any()))
            yield return "categories and tags by number only (ask with _embed)";
        if (post.Get("author") is not null && !embedded.Items("author").Any())
            yield return "author by number only (ask with _embed)";
        if (post.Items("acf").Any(field => field.ValueKind is JsonValueKind.Object))
            yield return "acf";
    }
}
