using System.Globalization;
using System.Text.Json;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Ingest.FullText;

/// <summary>An article as schema.org's vocabulary describes it.</summary>
internal sealed record StructuredArticle
{
    private static readonly string[] AddressNames = ["url", "mainEntityOfPage", "@id"];

    /// <summary>The whole text, nearly always plain; null: not given.</summary>
    public string? Body { get; init; }

    public string? Headline { get; init; }

    public SourceImage? Image { get; init; }

    public IReadOnlyList<SourceAuthor> Authors { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Modified { get; init; }

    public string? Language { get; init; }

    /// <summary>Addresses that it goes by: <c>url</c>, <c>mainEntityOfPage</c>, <c>@id</c>.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Its publisher says that it, or a part of it, is not for everybody (<c>isAccessibleForFree</c>).</summary>
    public bool IsForPayers { get; init; }

    /// <summary>The article that a node is; null where it is something else.</summary>
    public static StructuredArticle? Read(JsonElement node)
    {
        if (!Values(node, "@type").Any(type => type.ValueKind is JsonValueKind.String && IsArticle(type.GetString()!)))
            return null;
        return new StructuredArticle
        {
            Body = Text(node, "articleBody"),
            Headline = Text(node, "headline") ?? Text(node, "name"),
            Image = Values(node, "image").Concat(Values(node, "thumbnailUrl")).Select(ImageOf).FirstOrDefault(image => image is not null),
            Authors = [.. Values(node, "author").Select(AuthorOf).OfType<SourceAuthor>().Take(50)],
            Published = Instant(node, "datePublished"),
            Modified = Instant(node, "dateModified"),
            Language = Text(node, "inLanguage"),
            Addresses =
            [
                .. AddressNames
                    .SelectMany(name => Values(node, name))
                    .Select(value => value.ValueKind is JsonValueKind.Object ? Text(value, "@id") ?? Text(value, "url") : AsText(value))
                    .OfType<string>(),
            ],
            IsForPayers = IsClosed(node) || Values(node, "hasPart").Any(IsClosed),
        };
    }

    // NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting, Report …: with or without the vocabulary's address before it.
    private static bool IsArticle(string type)
    {
        var name = type[(type.LastIndexOfAny(['/', ':', '#']) + 1)..];
        return name.EndsWith("Article", StringComparison.Ordinal)
            || name.EndsWith("Posting", StringComparison.Ordinal) && name != "JobPosting"
            || name == "Report";
    }

    private static bool IsClosed(JsonElement node) =>
        Values(node, "isAccessibleForFree")
            .Any(value =>
                value.ValueKind is JsonValueKind.False
                || (AsText(value) is { } word && word.EndsWith("false", StringComparison.OrdinalIgnoreCase))
            );

    private static SourceImage? ImageOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object
            ? (Text(value, "url") ?? Text(value, "contentUrl") ?? Text(value, "@id")) is { } url
                ? new SourceImage(url)
                {
                    Alt = Text(value, "caption") ?? Text(value, "description"),
                    Credit = Text(value, "creditText"),
                    Width = Pixels(value, "width"),
                    Height = Pixels(value, "height"),
                }
                : null
            : AsText(value) is { } address
                ? new SourceImage(address)
                : null;

    private static SourceAuthor? AuthorOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object
            ? Text(value, "name") is { } name
                ? new SourceAuthor
                {
                    Name = name,
                    Role = Text(value, "jobTitle"),
                    Url = Text(value, "url"),
                }
                : null
            : AsText(value) is { } text
                ? new SourceAuthor { Name = text }
                : null;

    private static int? Pixels(JsonElement node, string name)
    {
        var value = Values(node, name).FirstOrDefault();
        var text =
            value.ValueKind is JsonValueKind.Number ? value.GetRawText() : AsText(value)?.Replace("px", "", StringComparison.Ordinal);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }

    private static DateTimeOffset? Instant(JsonElement node, string name) => Text(node, name) is { } text ? FeedDates.Read(text) : null;

    private static string? Text(JsonElement node, string name) =>
        Values(node, name).Select(AsText).FirstOrDefault(text => text is not null);

    private static string? AsText(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object && value.TryGetProperty("@value", out var inner))
            return AsText(inner);
        if (value.ValueKind is not JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON by its grammar, but no text.
            return null;
        }
    }

    // In JSON-LD a value and a list of one are the same.
    private static List<JsonElement> Values(JsonElement node, string name) =>
        node.ValueKind is not JsonValueKind.Object || !node.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null
            ? []
        : value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()]
        : [value];
}
