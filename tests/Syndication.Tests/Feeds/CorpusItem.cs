using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Syndication.Tests.Feeds;

/// <summary>An item of somebody else's feed, read with nothing but an XML parser and much goodwill.</summary>
internal sealed record CorpusItem(string Title, string Body, string? Link, string? Author, DateTimeOffset? Published)
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    /// <summary>The file's items; none where it is not well-formed or of an unknown encoding.</summary>
    public static IReadOnlyList<CorpusItem> Of(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var reader = XmlReader.Create(stream, Settings);
            return [.. XDocument.Load(reader).Descendants().Where(IsItem).Select(Of)];
        }
        catch (Exception refusal) when (refusal is XmlException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }

    public JsonObject ToJson(string id, string section)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["section"] = section,
            ["title"] = Title,
            ["bodyHtml"] = Body,
        };
        if (Uri.TryCreate(Link, UriKind.Absolute, out var link) && link.Scheme is "http" or "https")
            json["url"] = Link;
        if (Author is not null)
            json["authors"] = new JsonArray(new JsonObject { ["name"] = Author });
        if (Published is { } published)
            json["publishedAt"] = published.ToString("O", CultureInfo.InvariantCulture);
        return json;
    }

    private static bool IsItem(XElement element) =>
        element.Name.LocalName is "item" or "entry"
        && element.Elements().Any(child => child.Name.LocalName is "title" or "description" or "content" or "summary");

    private static CorpusItem Of(XElement item)
    {
        var title = Child(item, "title");
        var body = Child(item, "encoded") ?? Child(item, "content") ?? Child(item, "description") ?? Child(item, "summary");
        var text = title is null ? "" : Text(title);
        var html = body is null ? "" : Html(body);
        return new CorpusItem(
            text.Length > 0 ? text : "Without a title",
            html.Length > 0 ? html : $"<p>{WebUtility.HtmlEncode(text.Length > 0 ? text : "Without a text.")}</p>",
            LinkOf(item),
            AuthorOf(item),
            DateOf(item)
        );
    }

    // Media RSS has titles and contents of its own, which are about files.
    private static XElement? Child(XElement item, string name) =>
        item.Elements()
            .FirstOrDefault(child => child.Name.LocalName == name && !child.Name.NamespaceName.Contains("mrss", StringComparison.Ordinal));

    private static string Text(XElement element) => element.Value.Trim();

    private static string Html(XElement element)
    {
        var type = (string?)element.Attribute("type");
        if (element.HasElements)
            return string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)));
        return type is "text" or "text/plain" ? WebUtility.HtmlEncode(Text(element)) : Text(element);
    }

    private static string? LinkOf(XElement item)
    {
        var links = item.Elements().Where(child => child.Name.LocalName == "link").ToList();
        var link = links.Find(one => (string?)one.Attribute("rel") is null or "alternate") ?? links.FirstOrDefault();
        return ((string?)link?.Attribute("href") ?? link?.Value)?.Trim();
    }

    private static string? AuthorOf(XElement item)
    {
        var author = Child(item, "creator") ?? Child(item, "author");
        var name = author is null ? null : Text(Child(author, "name") ?? author);
        return name is { Length: > 0 and < 200 } && name.Any(char.IsAsciiLetter) ? name : null;
    }

    private static DateTimeOffset? DateOf(XElement item)
    {
        var date = Child(item, "pubDate") ?? Child(item, "published") ?? Child(item, "issued") ?? Child(item, "date");
        return
            date is not null
            && DateTimeOffset.TryParse(Text(date), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && instant.Year is > 1990 and < 2026
            ? instant
            : null;
    }
}
