using System.Text;
using System.Text.Json;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ghost;

/// <summary>The cards of Ghost's editors, which both of its formats share, as HTML.</summary>
internal sealed class GhostCards(StringBuilder html)
{
    /// <summary>Cards that have no form here.</summary>
    public SortedSet<string> Unmapped { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes a card.</summary>
    /// <param name="name">What the editor calls it.</param>
    /// <param name="card">Its payload.</param>
    public void Write(string name, JsonElement card)
    {
        switch (name)
        {
            case "image":
                Figure(card, card.Text("caption"));
                break;
            case "gallery":
                foreach (var image in card.Items("images"))
                    Figure(image, image.Text("caption"));
                break;
            case "html":
                html.Append(card.Text("html"));
                break;
            case "markdown" or "card-markdown":
                html.Append(MarkdownBody.ToHtml(card.Text("markdown") ?? ""));
                break;
            case "code" or "codeblock":
                html.Append("<pre><code>").Append(MarkupBuilder.Escape(card.Text("code") ?? "")).Append("</code></pre>");
                break;
            case "hr" or "horizontalrule":
                html.Append("<hr>");
                break;
            case "embed":
                html.Append(card.Text("html") ?? LinkOf(card.Text("url"), card.Text("url")));
                break;
            case "callout":
                Paragraph(card.Text("calloutText"));
                break;
            case "toggle":
                html.Append("<h4>").Append(card.Text("heading")).Append("</h4>").Append(card.Text("content"));
                break;
            default:
                WriteLinked(name, card);
                break;
        }
    }

    private void WriteLinked(string name, JsonElement card)
    {
        switch (name)
        {
            case "bookmark":
                Paragraph(LinkOf(card.Text("url"), card.Get("metadata").Text("title") ?? card.Text("url")));
                break;
            case "button":
                Paragraph(LinkOf(card.Text("buttonUrl"), card.Text("buttonText")));
                break;
            case "file":
                Paragraph(LinkOf(card.Text("src"), card.Text("fileTitle") ?? card.Text("fileName")));
                break;
            case "audio" or "video" when card.Text("src") is { } source:
                html.Append('<')
                    .Append(name)
                    .Append(" src=\"")
                    .Append(MarkupBuilder.Escape(source))
                    .Append("\" controls></")
                    .Append(name)
                    .Append('>');
                Paragraph(card.Text("caption"));
                break;
            case "product":
                Paragraph(LinkOf(card.Text("productUrl"), card.Text("productTitle")) ?? card.Text("productTitle"));
                html.Append(card.Text("productDescription"));
                break;
            case "header":
                Paragraph(card.Text("header"));
                Paragraph(card.Text("subheader"));
                break;
            default:
                Unmapped.Add($"card {name}");
                break;
        }
    }

    private void Figure(JsonElement image, string? caption)
    {
        if (image.Text("src") is not { } source)
            return;
        html.Append("<figure><img src=\"")
            .Append(MarkupBuilder.Escape(source))
            .Append("\" alt=\"")
            .Append(MarkupBuilder.Escape(image.Text("alt") ?? ""));
        foreach (var side in new[] { "width", "height" })
        {
            if (image.Whole(side) is { } length)
                html.Append("\" ").Append(side).Append("=\"").Append(length);
        }

        html.Append("\">");
        if (caption is not null)
            html.Append("<figcaption>").Append(caption).Append("</figcaption>");
        html.Append("</figure>");
    }

    private void Paragraph(string? content)
    {
        if (content is not null)
            html.Append("<p>").Append(content).Append("</p>");
    }

    private static string? LinkOf(string? url, string? text) =>
        url is null ? null : $"<a href=\"{MarkupBuilder.Escape(url)}\">{MarkupBuilder.Escape(text ?? url)}</a>";
}
