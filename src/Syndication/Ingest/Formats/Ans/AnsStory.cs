using System.Text.Json;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ans;

/// <summary>Maps a story of ANS to the one form.</summary>
internal static class AnsStory
{
    // What the form has a place for, or what says nothing to a reader.
    private static readonly HashSet<string> Mapped = new(StringComparer.Ordinal)
    {
        "type",
        "version",
        "_id",
        "language",
        "canonical_url",
        "website_url",
        "created_date",
        "last_updated_date",
        "publish_date",
        "first_publish_date",
        "display_date",
        "status",
        "headlines",
        "subheadlines",
        "description",
        "credits",
        "taxonomy",
        "promo_items",
        "corrections",
        "content_elements",
        "content_restrictions",
        "slug",
        "revision",
        "publishing",
    };

    private static readonly string[] SectionFields = ["primary_section", "sections", "primary_site", "sites"];

    /// <summary>The story.</summary>
    /// <param name="story">A document that keeps the rules.</param>
    /// <param name="baseAddress">What a relative address is taken from; null: unknown.</param>
    public static SourceItem ToItem(JsonElement story, Uri? baseAddress)
    {
        var body = new AnsBody(story.Items("corrections").Any());
        body.Write(story.Items("content_elements"));
        var url = UrlOf(story, baseAddress);
        var summary = story.Get("description").Text("basic");
        var unmapped = new SortedSet<string>(Unmapped(story), StringComparer.Ordinal);
        unmapped.UnionWith(body.Unmapped);
        if (url is null && story.Text("canonical_url") is not null)
            unmapped.Add("canonical_url: relative, and the site is not known");
        if (summary is not null && story.Get("subheadlines").Text("basic") is { } second && second != summary)
            unmapped.Add("subheadlines");
        var (sections, tags) = Taxonomy(story);
        return new SourceItem
        {
            Id = story.Text("_id"),
            Url = url,
            Title = TitleOf(story),
            Summary = summary ?? story.Get("subheadlines").Text("basic"),
            ContentHtml = body.Html,
            Authors = Authors(story),
            Sections = sections,
            Tags = tags,
            Published = PublishedAt(story),
            Updated = story.Instant("last_updated_date"),
            Image = AnsMedia.LeadOf(story),
            Language = story.Text("language"),
            Slug = story.Text("slug"),
            Correction =
                story.Items("corrections").Select(correction => correction.Text("text")).LastOrDefault(text => text is not null)
                ?? body.Correction,
            IsDraft = IsDraft(story),
            IsWithdrawn = story.Text("status")?.ToLowerInvariant() is "deleted" or "killed" or "unpublished" or "retracted",
            Unmapped = [.. unmapped],
        };
    }

    private static string? TitleOf(JsonElement story) =>
        story.Get("headlines").Text("basic")
        ?? (
            story.Get("headlines") is { ValueKind: JsonValueKind.Object } headlines
                ? headlines.EnumerateObject().Select(headline => SourceJson.AsText(headline.Value)).FirstOrDefault(text => text is not null)
                : null
        );

    private static string? UrlOf(JsonElement story, Uri? baseAddress)
    {
        string?[] given = [story.Text("canonical_url"), story.Text("website_url")];
        return Array.Find(given, url => url is not null && Addresses.IsAbsolute(url))
            ?? (
                baseAddress is null ? null
                : Array.Find(given, url => url is not null) is { } path ? Addresses.Resource(path, baseAddress)
                : null
            );
    }

    private static List<SourceAuthor> Authors(JsonElement story) =>
        story
            .Get("credits")
            .Items("by")
            .Where(person => person.Text("type") is not "reference")
            .Select(person => new SourceAuthor
            {
                Id = person.Text("_id") ?? person.Text("slug"),
                Name = person.Text("name") ?? person.Text("byline"),
                Role = person.Text("role") ?? person.Text("affiliation") ?? person.Text("org"),
                Biography = person.Text("bio") ?? person.Text("long_bio"),
                Url = person.Text("url"),
                Email = person.Text("email"),
            })
            .Where(author => author.Name is not null)
            .ToList();

    private static (List<string> Sections, List<string> Tags) Taxonomy(JsonElement story)
    {
        var taxonomy = story.Get("taxonomy");
        var sections = SectionFields
            .SelectMany(field => taxonomy.Items(field))
            .Select(SectionName)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var tags = taxonomy
            .Items("tags")
            .Select(tag => tag.Text("text") ?? tag.Text("slug"))
            .Concat(taxonomy.Items("seo_keywords").Select(word => SourceJson.AsText(word)))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return (sections, tags);
    }

    // A section that is only referred to is named by its path.
    private static string? SectionName(JsonElement section) =>
        section.Text("name")
        ?? (section.Get("referent").Text("id") ?? section.Text("path") ?? section.Text("_id"))?.Trim('/').Split('/')[^1];

    private static DateTimeOffset? PublishedAt(JsonElement story)
    {
        var published = story.Instant("first_publish_date") ?? story.Instant("publish_date") ?? story.Instant("display_date");
        var embargo = story.Get("content_restrictions").Get("embargo");
        return embargo.Flag("active") is true && embargo.Instant("end_time") is { } end && (published is null || end > published)
            ? end
            : published;
    }

    // An embargo without an end keeps applying until the newsroom sends the story again.
    private static bool IsDraft(JsonElement story)
    {
        var embargo = story.Get("content_restrictions").Get("embargo");
        return embargo.Flag("active") is true && embargo.Get("end_time") is null
            || story.Get("revision").Flag("published") is false
            || story.Get("publishing").Flag("has_published_edition") is false
            || story.Text("status")?.ToLowerInvariant() is "draft" or "working" or "unpublished";
    }

    private static IEnumerable<string> Unmapped(JsonElement story)
    {
        foreach (var field in story.EnumerateObject().Where(field => field.Value.ValueKind is not JsonValueKind.Null))
        {
            if (!Mapped.Contains(field.Name))
                yield return field.Name;
        }

        var taken = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["headlines"] = ["basic"],
            ["credits"] = ["by"],
            ["promo_items"] = ["basic", "lead_art"],
            ["taxonomy"] = ["primary_section", "sections", "primary_site", "sites", "tags", "seo_keywords"],
            ["content_restrictions"] = ["embargo"],
        };
        foreach (var (part, fields) in taken)
        {
            if (story.Get(part) is not { ValueKind: JsonValueKind.Object } value)
                continue;
            foreach (var field in value.EnumerateObject().Where(field => !fields.Contains(field.Name)))
                yield return $"{part}.{field.Name}";
        }

        if (story.Get("credits").Items("by").Any(person => person.Text("type") is "reference"))
            yield return "credits.by: reference";
        if (story.Items("corrections").Skip(1).Any())
            yield return "corrections: earlier ones";
    }
}
