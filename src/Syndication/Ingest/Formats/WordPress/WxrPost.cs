using System.Globalization;
using System.Net;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>One item of an export, by WordPress' own names.</summary>
internal sealed class WxrPost
{
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Meta { get; } = new(StringComparer.Ordinal);

    public List<(string Domain, string Slug, string Name)> Terms { get; } = [];

    public bool HasComments { get; set; }

    public string Type => this["wp:post_type"] ?? "post";

    public string Status => this["wp:status"] ?? "publish";

    /// <summary>A field's text; null where it is missing or empty.</summary>
    public string? this[string name] => Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The post in the one form.</summary>
    public SourceItem ToItem(WxrIndex index)
    {
        var shortcodes = new WordPressShortcodes(index.Pictures);
        var html = WordPressText.ToHtml(this["content:encoded"], shortcodes);
        var categories = Terms.Where(term => term is { Domain: "category", Slug: not "uncategorized" }).Select(term => term.Name);
        return new SourceItem
        {
            Id = this["guid"] ?? this["wp:post_id"],
            Url = this["link"],
            Title = this["title"],
            Summary = this["excerpt:encoded"],
            ContentHtml = html,
            Authors = this["dc:creator"] is { } login ? [new SourceAuthor { Name = index.Authors.GetValueOrDefault(login, login) }] : [],
            Sections = [.. categories.Distinct(StringComparer.OrdinalIgnoreCase)],
            Tags =
            [
                .. Terms
                    .Where(term => term.Domain is "post_tag" or "tag")
                    .Select(term => term.Name)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Published = PublishedAt(),
            Updated = DateOf("wp:post_modified_gmt") ?? DateOf("wp:post_modified"),
            Image =
                Meta.GetValueOrDefault("_thumbnail_id") is { } number && index.Pictures.TryGetValue(number, out var picture)
                    ? new SourceImage(picture.Url) { Alt = picture.Alt }
                    : null,
            Enclosures = Enclosures(),
            Language = index.Language,
            Slug = this["wp:post_name"] is { } slug ? WebUtility.UrlDecode(slug) : null,
            IsDraft = Status is not ("publish" or "future") || this["wp:post_password"] is not null,
            Unmapped = Unmapped(index, shortcodes),
        };
    }

    // Drafts have no date of their own: "0000-00-00 00:00:00". Where only the site's local time is given its zone is not.
    private DateTimeOffset? PublishedAt() =>
        DateOf("wp:post_date_gmt")
        ?? (this["pubDate"] is { } text && FeedDates.Read(text) is { Year: > 1 } sent ? sent : (DateTimeOffset?)null)
        ?? DateOf("wp:post_date");

    private DateTimeOffset? DateOf(string field) => IsoInstant.Parse(this[field]);

    // PowerPress and WordPress itself keep an address, a length and a type on a line each.
    private List<SourceEnclosure> Enclosures()
    {
        if (!Meta.TryGetValue("enclosure", out var given))
            return [];
        var lines = given.Split('\n', StringSplitOptions.TrimEntries);
        return lines[0].Length == 0
            ? []
            :
            [
                new SourceEnclosure(
                    lines[0],
                    lines.ElementAtOrDefault(2) is { Length: > 0 } type ? type : null,
                    long.TryParse(lines.ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var length) ? length : null
                ),
            ];
    }

    private List<string> Unmapped(WxrIndex index, WordPressShortcodes shortcodes)
    {
        var unmapped = new List<string>(shortcodes.Unmapped);
        unmapped.AddRange(
            Terms
                .Select(term => term.Domain)
                .Where(domain => domain is not ("category" or "post_tag" or "tag" or "post_format"))
                .Distinct()
                .Select(domain => $"taxonomy {domain}")
        );
        if (HasComments)
            unmapped.Add("comments");
        if (this["wp:post_password"] is not null)
            unmapped.Add("password");
        if (Meta.TryGetValue("_thumbnail_id", out var number) && !index.Pictures.ContainsKey(number))
            unmapped.Add("featured image that the export does not hold");
        return unmapped;
    }
}

/// <summary>What an export says once for all of its posts.</summary>
internal sealed class WxrIndex
{
    public string? Title { get; set; }

    public string? Language { get; set; }

    /// <summary>The site's address.</summary>
    public string? Home { get; set; }

    /// <summary>Display names by login.</summary>
    public Dictionary<string, string> Authors { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Attachments by their number.</summary>
    public Dictionary<string, WordPressPicture> Pictures { get; } = new(StringComparer.Ordinal);
}
