using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ans;

/// <summary>A story's content elements as HTML, in their order. What has no form in HTML is listed.</summary>
/// <param name="isCorrected">Whether the story has its correction elsewhere: those in the body then stay where they are.</param>
internal sealed partial class AnsBody(bool isCorrected)
{
    private readonly StringBuilder html = new();

    /// <summary>Kinds of elements that were left out.</summary>
    public HashSet<string> Unmapped { get; } = new(StringComparer.Ordinal);

    /// <summary>The text of a correction that stands in the body alone; else null.</summary>
    public string? Correction { get; private set; }

    /// <summary>The HTML so far; null where there is none.</summary>
    public string? Html => html.Length == 0 ? null : html.ToString();

    /// <summary>Writes elements.</summary>
    public void Write(IEnumerable<JsonElement> elements)
    {
        foreach (var element in elements)
            Write(element);
    }

    private void Write(JsonElement element)
    {
        var type = element.Text("type") ?? "";
        var content = element.Text("content") ?? element.Text("text");
        switch (type)
        {
            case "text":
                Paragraph(content);
                break;
            case "raw_html":
                html.Append(content);
                break;
            case "header":
                Wrap($"h{Math.Clamp(element.Whole("level") ?? 2, 2, 6)}", content);
                break;
            case "list":
                WriteList(element);
                break;
            case "quote":
                WriteQuote(element);
                break;
            case "blockquote":
                Wrap("blockquote", content);
                break;
            case "table":
                WriteTable(element);
                break;
            case "divider":
                html.Append("<hr>");
                break;
            case "code":
                html.Append("<pre><code>").Append(MarkupBuilder.Escape(content ?? "")).Append("</code></pre>");
                break;
            case "element_group":
                Write(element.Items("content_elements"));
                break;
            case "correction":
                WriteCorrection(content);
                break;
            case "numeric_rating":
                WriteRating(element);
                break;
            case "endorsement":
                Paragraph(element.Text("endorsement"));
                break;
            default:
                WriteLinked(type, element);
                break;
        }
    }

    // What stands on pages of its own, or comes from other places.
    private void WriteLinked(string type, JsonElement element)
    {
        switch (type)
        {
            case "image":
                AnsMedia.WriteImage(html, element);
                break;
            case "gallery":
                Wrap("h3", Escaped(element.Get("headlines").Text("basic")));
                Write(element.Items("content_elements"));
                break;
            case "video" or "audio" or "story":
                if (!AnsMedia.WriteLink(html, element))
                    Unmapped.Add($"content element: {type}");
                break;
            case "interstitial_link":
                Link(element, "p");
                break;
            case "link_list":
                WriteLinks(element);
                break;
            default:
                if (!AnsMedia.WriteEmbed(html, element))
                    Unmapped.Add($"content element: {(type.Length is > 0 and <= 40 ? type : "of no kind")}");
                break;
        }
    }

    // The text is HTML inside a paragraph; where it brings blocks of its own, no paragraph can hold them.
    private void Paragraph(string? content)
    {
        if (content is not null && Block.IsMatch(content))
            html.Append(content);
        else
            Wrap("p", content);
    }

    private void Wrap(string name, string? content)
    {
        if (!string.IsNullOrWhiteSpace(content))
            html.Append('<').Append(name).Append('>').Append(content).Append("</").Append(name).Append('>');
    }

    private void WriteList(JsonElement list)
    {
        var name = list.Text("list_type") is "ordered" ? "ol" : "ul";
        html.Append('<').Append(name).Append('>');
        var isOpen = false;
        foreach (var item in list.Items("items"))
        {
            var isList = item.Text("type") is "list";
            // A list in a list stands in the item before it.
            if (isOpen && !isList)
                html.Append("</li>");
            if (!isOpen || !isList)
                html.Append("<li>");
            isOpen = true;
            if (item.Text("type") is "text" or null)
                html.Append(item.Text("content") ?? item.Text("text") ?? SourceJson.AsText(item));
            else
                Write(item);
        }

        html.Append(isOpen ? "</li></" : "</").Append(name).Append('>');
    }

    private void WriteQuote(JsonElement quote)
    {
        html.Append("<blockquote>");
        Write(quote.Items("content_elements"));
        if (quote.Get("citation").Text("content") is { } citation)
            html.Append("<p><cite>").Append(citation).Append("</cite></p>");
        html.Append("</blockquote>");
    }

    private void WriteTable(JsonElement table)
    {
        html.Append("<table>");
        var header = table.Items("header").ToList();
        if (header.Count > 0)
        {
            html.Append("<thead>");
            WriteRow(header, "th");
            html.Append("</thead>");
        }

        html.Append("<tbody>");
        foreach (var row in table.Items("rows"))
            WriteRow(row.ValueKind is JsonValueKind.Array ? row.EnumerateArray() : row.Items("cells"), "td");
        html.Append("</tbody></table>");
    }

    private void WriteRow(IEnumerable<JsonElement> cells, string name)
    {
        html.Append("<tr>");
        foreach (var cell in cells)
            html.Append('<')
                .Append(name)
                .Append('>')
                .Append(cell.Text("content") ?? cell.Text("text") ?? SourceJson.AsText(cell))
                .Append("</")
                .Append(name)
                .Append('>');
        html.Append("</tr>");
    }

    // The first is printed above the article; a second keeps its place in the text.
    private void WriteCorrection(string? text)
    {
        if (isCorrected || Correction is not null)
            Paragraph(text);
        else
            Correction = text;
    }

    private void WriteRating(JsonElement rating)
    {
        var most = rating.Text("max") is { } max ? "/" + max : "";
        Paragraph($"{rating.Text("numeric_rating")}{most} {Escaped(rating.Text("units"))}".TrimEnd());
    }

    private void WriteLinks(JsonElement list)
    {
        Wrap("h3", Escaped(list.Text("title")));
        html.Append("<ul>");
        foreach (var item in list.Items("items"))
        {
            if (item.Text("url") is null)
                Wrap("li", item.Text("content"));
            else
                Link(item, "li");
        }

        html.Append("</ul>");
    }

    private void Link(JsonElement link, string name)
    {
        var content = link.Text("content") ?? link.Text("url");
        if (link.Text("url") is { } url)
            Wrap(name, $"<a href=\"{MarkupBuilder.Escape(url)}\">{content}</a>");
    }

    private static string? Escaped(string? text) => text is null ? null : MarkupBuilder.Escape(text);

    [GeneratedRegex(
        @"^\s*<(?:address|article|aside|blockquote|details|dl|div|figure|h[1-6]|header|hr|ol|p|pre|section|table|ul)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Block { get; }
}
