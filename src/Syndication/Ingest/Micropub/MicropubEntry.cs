using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Syndication.Articles;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Micropub;

/// <summary>An entry (h-entry) as our article: what of it has a place there, and what has none.</summary>
internal sealed record MicropubEntry
{
    private const int TitleLength = 90;

    private static readonly string[] Understood =
    [
        "name",
        "content",
        "summary",
        "category",
        "published",
        "updated",
        "photo",
        "featured",
        "slug",
        "mp-slug",
        "post-status",
        "visibility",
        "mp-channel",
        "mp-syndicate-to",
        "mp-photo-alt",
    ];

    /// <summary>In the words of the API's contract; its section may be missing.</summary>
    public required ArticleDocument Document { get; init; }

    /// <summary>What could not be read.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Properties that an article has no place for.</summary>
    public required IReadOnlyList<string> Unmapped { get; init; }

    /// <summary>Reads an entry.</summary>
    /// <param name="properties">Each an array.</param>
    /// <param name="context">Sections that there are.</param>
    public static MicropubEntry Read(JsonObject properties, ReadingContext context)
    {
        var faults = new List<Fault>();
        var content = MicropubValues.First(properties, "content");
        var (html, text) = (MicropubValues.Html(content), MicropubValues.Text(content));
        var pictures = Pictures(properties);
        var name = MicropubValues.Text(properties, "name");
        var (section, tags) = Place(properties, context);
        var further = Figures(pictures.Skip(1));
        var document = new ArticleDocument
        {
            Section = section,
            Title = name ?? TitleOf(html is null ? text : PlainText.Of(html)),
            Summary = MicropubValues.Text(properties, "summary"),
            BodyHtml = html is not null || further.Length > 0 ? (html ?? TextBody.ToHtml(text ?? "")) + further : null,
            BodyText = html is null && further.Length == 0 ? text : null,
            Slug = MicropubValues.Text(properties, "mp-slug") ?? MicropubValues.Text(properties, "slug"),
            Tags = tags,
            Image = pictures.FirstOrDefault(),
            Draft = MicropubValues.Text(properties, "post-status") is "draft",
            PublishedAt = Instant(properties, "published", faults),
        };
        if (MicropubValues.Text(properties, "post-status") is { } status and not ("published" or "draft"))
            faults.Add(new Fault("post-status", status, "published or draft"));
        if (MicropubValues.Text(properties, "visibility") is { } visibility and not "public")
            faults.Add(new Fault("visibility", visibility, "public: everything here is"));
        return new MicropubEntry
        {
            Document = document,
            Faults = faults,
            Unmapped = [.. properties.Select(property => property.Key).Where(key => !Understood.Contains(key)).Take(50)],
        };
    }

    /// <summary>A note's title: its first sentence, shortened; null where there is no text.</summary>
    public static string? TitleOf(string? text)
    {
        var line = text?.Trim().Split('\n')[0].Trim();
        if (string.IsNullOrEmpty(line))
            return null;
        var end = 0;
        while ((end = line.IndexOfAny(['.', '!', '?', '。', '！', '？'], end)) >= 0 && end < line.Length - 1)
        {
            // "3.5" and "example.org" go on.
            if (char.IsWhiteSpace(line[end + 1]) || line[end] > 0x3000)
                return PlainText.Start(line[..(end + 1)].TrimEnd('.'), TitleLength);
            end++;
        }

        return PlainText.Start(line.TrimEnd('.'), TitleLength);
    }

    /// <summary>The pictures, the lead one first.</summary>
    public static List<ImageDocument> Pictures(JsonObject properties) =>
        MicropubValues
            .Of(properties, "featured")
            .Concat(MicropubValues.Of(properties, "photo"))
            .Select(
                (value, index) =>
                    new ImageDocument
                    {
                        Url = MicropubValues.Text(value),
                        Alt =
                            value is JsonObject whole ? MicropubValues.Text(whole["alt"])
                            : MicropubValues.Of(properties, "mp-photo-alt") is var alts && index < alts.Count
                                ? MicropubValues.Text(alts[index])
                            : null,
                    }
            )
            .Where(picture => picture.Url is not null)
            .ToList();

    /// <summary>The section that a channel or else a category names, and the other categories as tags.</summary>
    public static (string? Section, IReadOnlyList<string> Tags) Place(JsonObject properties, ReadingContext context)
    {
        var categories = MicropubValues.Texts(properties, "category");
        if (MicropubValues.Text(properties, "mp-channel") is { } channel)
            return (context.SectionOf(channel)?.Slug.Value ?? channel, categories);
        var named = categories.Find(category => context.SectionOf(category) is { IsOpen: true });
        return named is null
            ? (null, categories)
            : (context.SectionOf(named)!.Slug.Value, [.. categories.Where(category => category != named)]);
    }

    private static DateTimeOffset? Instant(JsonObject properties, string name, List<Fault> faults)
    {
        if (MicropubValues.Text(properties, name) is not { } text)
            return null;
        var instant = MicropubValues.Instant(text);
        if (instant is null)
            faults.Add(new Fault(name, text, "a date and time such as 2026-11-23T07:00:00Z"));
        return instant;
    }

    private static string Figures(IEnumerable<ImageDocument> pictures)
    {
        var html = new StringBuilder();
        foreach (var picture in pictures.Where(picture => Addresses.IsAbsolute(picture.Url!)))
            html.Append("<figure><img src=\"")
                .Append(WebUtility.HtmlEncode(picture.Url))
                .Append("\" alt=\"")
                .Append(WebUtility.HtmlEncode(picture.Alt ?? ""))
                .Append("\"></figure>");
        return html.ToString();
    }
}
