using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Tests.Ingest.Formats.Feeds;

/// <summary>
/// What feedparser calls a thing, and where our model holds it. A path that is not here speaks of what the model does not hold; the
/// test lists those.
/// </summary>
internal static partial class FeedparserWords
{
    /// <summary>Our value for a path; null for a path that the model does not hold.</summary>
    public static Held? Find(string path, SourceDocument document, SourceBytes source)
    {
        if (Detail.Match(path) is { Success: true } detail)
            return OfElement(detail, source);
        if (Entry.Match(path) is not { Success: true } entry)
            return OfFeed(path, document);
        var index = int.Parse(entry.Groups["index"].Value, CultureInfo.InvariantCulture);
        return OfItem(entry.Groups["rest"].Value, index < document.Items.Count ? document.Items[index] : new SourceItem());
    }

    private static Held? OfFeed(string path, SourceDocument document) =>
        path switch
        {
            "feed/title" or "feed/title_detail/value" => new("feed title", document.Title),
            "feed/link" or "feed/links/0/href" => new("feed link", document.Terms?.Home),
            "feed/language" => new("language", document.Language),
            _ => null,
        };

    private static Held? OfItem(string path, SourceItem item)
    {
        var numbered = Numbered.Match(path);
        var (name, index) = numbered.Success
            ? (
                numbered.Groups[1].Value + "/N" + numbered.Groups[3].Value,
                int.Parse(numbered.Groups[2].Value, CultureInfo.InvariantCulture)
            )
            : (path, 0);
        return name switch
        {
            "title" or "title_detail/value" => new("title", item.Title),
            "id" or "guid" => new("id", item.Id),
            "link" => new("link", item.Url),
            "description" or "summary" or "summary_detail/value" => new("summary", item.Summary ?? item.ContentHtml),
            "content/N/value" => new("content", item.ContentHtml),
            "published" or "published_parsed" or "created" or "created_parsed" => new("dates", Instant(item.Published)),
            "updated" or "updated_parsed" => new("dates", Instant(item.Updated)),
            "expired" or "expired_parsed" => new("dates", Instant(item.Expires)),
            "author" => new("authors", item.Authors is [var first, ..] ? Line(first) : null),
            "author_detail/name" or "authors/N/name" => new("authors", item.Authors.ElementAtOrDefault(index)?.Name),
            "author_detail/email" or "authors/N/email" => new("authors", item.Authors.ElementAtOrDefault(index)?.Email),
            "author_detail/url" or "author_detail/href" or "authors/N/url" or "authors/N/href" => new(
                "authors",
                item.Authors.ElementAtOrDefault(index)?.Url
            ),
            "category" or "tags/N/term" => new("tags", item.Tags.ElementAtOrDefault(index)),
            "enclosures/N/url" or "enclosures/N/href" => new("enclosures", item.Enclosures.ElementAtOrDefault(index)?.Url),
            "enclosures/N/type" => new("enclosures", item.Enclosures.ElementAtOrDefault(index)?.Type),
            "enclosures/N/length" => new(
                "enclosures",
                item.Enclosures.ElementAtOrDefault(index)?.Length?.ToString(CultureInfo.InvariantCulture)
            ),
            "image/href" => new("image", item.Image?.Url),
            "language" or "content/N/language" => new("language", item.Language),
            _ => null,
        };
    }

    // feedparser's one line for a person who has both.
    private static string? Line(SourceAuthor author) =>
        author is { Name: not null, Email: not null } ? $"{author.Name} ({author.Email})" : author.Name ?? author.Email;

    private static string? Instant(DateTimeOffset? date) => date?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);

    // The base and language of a text are those of its element: the model shows them in the addresses that it makes absolute.
    private static Held? OfElement(Match detail, SourceBytes source)
    {
        var mendings = new Mendings();
        var elements = new ElementReader(DocumentText.Read(source.Content.Span, source.ContentType, mendings), 0, source.Address, mendings);
        elements.ReadRoot();
        var wanted = detail.Groups["name"].Value switch
        {
            "summary" => new[] { "summary", "description", "abstract" },
            "content" => ["content", "encoded", "body"],
            "subtitle" => ["subtitle", "tagline", "description"],
            var name => [name],
        };
        var entry = detail.Groups["entry"].Success ? int.Parse(detail.Groups["entry"].Value, CultureInfo.InvariantCulture) : -1;
        var seen = -1;
        while (elements.Next() is var (element, _))
        {
            var isItem = element.Local is "item" or "entry";
            if (isItem)
                seen++;
            var found =
                entry < 0 && !isItem ? element
                : isItem && seen == entry ? element.Elements.FirstOrDefault(part => wanted.Contains(part.Local))
                : null;
            if (found is not null && wanted.Contains(found.Local))
                return detail.Groups["what"].Value == "base" ? new("base", found.Base?.ToString()) : new("language", found.Language);
        }

        return new(detail.Groups["what"].Value, null);
    }

    [GeneratedRegex(
        @"^entries/(?<index>\d+)/(?<rest>.+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Entry { get; }

    [GeneratedRegex(
        @"^(?<name>\w+)/(?<index>\d+)(?<rest>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Numbered { get; }

    [GeneratedRegex(
        @"^(?:feed|entries/(?<entry>\d+))/(?<name>\w+?)(?:_detail|/0)/(?<what>base|language)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Detail { get; }
}

/// <summary>A value of our model, and the group that it is counted in.</summary>
internal sealed record Held(string Group, string? Value);
