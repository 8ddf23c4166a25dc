using System.Text;
using System.Text.Json;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ghost;

/// <summary>The format of Ghost's editor since version 5, as HTML.</summary>
internal sealed class Lexical
{
    // A text's format is a set of bits.
    private static readonly (int Bit, string Name)[] Formats =
    [
        (1, "strong"),
        (2, "em"),
        (4, "s"),
        (8, "u"),
        (16, "code"),
        (32, "sub"),
        (64, "sup"),
    ];

    private readonly StringBuilder html = new();
    private readonly GhostCards cards;

    private Lexical() => cards = new GhostCards(html);

    /// <summary>The HTML, or null where the text is none of the format.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="unmapped">Takes the cards that have no form here.</param>
    public static string? ToHtml(string text, ICollection<string> unmapped)
    {
        using var json = SourceJson.Parse(Encoding.UTF8.GetBytes(text), out _);
        if (json?.RootElement.Get("root") is not { } root)
            return null;
        var writer = new Lexical();
        writer.WriteChildren(root);
        foreach (var card in writer.cards.Unmapped)
            unmapped.Add(card);
        return writer.html.Length == 0 ? null : writer.html.ToString();
    }

    private void WriteChildren(JsonElement node)
    {
        foreach (var child in node.Items("children"))
            Write(child);
    }

    private void Write(JsonElement node)
    {
        var type = node.Text("type") ?? "";
        switch (type)
        {
            case "text" or "extended-text":
                WriteText(node);
                break;
            case "linebreak":
                html.Append("<br>");
                break;
            case "paragraph":
                Wrap("p", node);
                break;
            case "heading" or "extended-heading":
                Wrap(node.Text("tag") is { Length: 2 } tag && tag[0] == 'h' && char.IsAsciiDigit(tag[1]) ? tag : "h2", node);
                break;
            case "list":
                Wrap(node.Text("listType") is "number" || node.Text("tag") is "ol" ? "ol" : "ul", node);
                break;
            case "listitem":
                Wrap("li", node);
                break;
            case "quote" or "extended-quote" or "aside":
                Wrap("blockquote", node);
                break;
            case "link" or "autolink":
                html.Append("<a href=\"").Append(MarkupBuilder.Escape(node.Text("url") ?? "")).Append("\">");
                WriteChildren(node);
                html.Append("</a>");
                break;
            default:
                if (node.Items("children").Any())
                    WriteChildren(node);
                else
                    cards.Write(type, node);
                break;
        }
    }

    private void WriteText(JsonElement node)
    {
        var format = node.Whole("format") ?? 0;
        var names = Formats.Where(one => (format & one.Bit) != 0).Select(one => one.Name).ToList();
        foreach (var name in names)
            html.Append('<').Append(name).Append('>');
        // Spaces at the ends belong to the text between two formats.
        html.Append(
            MarkupBuilder.Escape(XmlCharacters.Keep(node.Get("text") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : ""))
        );
        foreach (var name in Enumerable.Reverse(names))
            html.Append("</").Append(name).Append('>');
    }

    private void Wrap(string name, JsonElement node)
    {
        html.Append('<').Append(name).Append('>');
        WriteChildren(node);
        html.Append("</").Append(name).Append('>');
    }
}
