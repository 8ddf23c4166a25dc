using System.Text;
using System.Text.Json;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.Ghost;

/// <summary>The format of Ghost's editor before version 5 (Mobiledoc 0.3), as HTML.</summary>
internal sealed class Mobiledoc
{
    private const int MarkupSection = 1;
    private const int ImageSection = 2;
    private const int ListSection = 3;
    private const int CardSection = 10;

    private static readonly string[] Sections = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "pull-quote"];
    private static readonly string[] Markups = ["b", "strong", "i", "em", "a", "code", "u", "s", "del", "sub", "sup"];
    private readonly StringBuilder html = new();
    private readonly GhostCards cards;
    private readonly JsonElement document;

    private Mobiledoc(JsonElement document)
    {
        this.document = document;
        cards = new GhostCards(html);
    }

    /// <summary>The HTML, or null where the text is none of the format.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="unmapped">Takes the cards that have no form here.</param>
    public static string? ToHtml(string text, ICollection<string> unmapped)
    {
        using var json = SourceJson.Parse(Encoding.UTF8.GetBytes(text), out _);
        if (json?.RootElement.Get("sections") is not { ValueKind: JsonValueKind.Array } sections)
            return null;
        var writer = new Mobiledoc(json.RootElement);
        foreach (var section in sections.EnumerateArray())
            writer.Write([.. SourceJson.AsItems(section)]);
        foreach (var card in writer.cards.Unmapped)
            unmapped.Add(card);
        return writer.html.Length == 0 ? null : writer.html.ToString();
    }

    private void Write(JsonElement[] section)
    {
        if (section.Length < 2 || !section[0].TryGetNumber(out var kind))
            return;
        switch (kind)
        {
            case MarkupSection when section.Length > 2:
                var name = SourceJson.AsText(section[1]) ?? "p";
                Wrap(
                    Sections.Contains(name)
                        ? name is "aside" or "pull-quote"
                            ? "blockquote"
                            : name
                        : "p",
                    section[2]
                );
                break;
            case ImageSection:
                html.Append("<figure><img src=\"")
                    .Append(MarkupBuilder.Escape(SourceJson.AsText(section[1]) ?? ""))
                    .Append("\" alt=\"\"></figure>");
                break;
            case ListSection when section.Length > 2:
                var list = SourceJson.AsText(section[1]) is "ol" ? "ol" : "ul";
                html.Append('<').Append(list).Append('>');
                foreach (var item in SourceJson.AsItems(section[2]))
                    Wrap("li", item);
                html.Append("</").Append(list).Append('>');
                break;
            case CardSection when section[1].TryGetNumber(out var at):
                var card = document.Items("cards").ElementAtOrDefault(at);
                JsonElement[] parts = card.ValueKind is JsonValueKind.Array ? [.. card.EnumerateArray()] : [];
                if (parts.Length > 0)
                    cards.Write(SourceJson.AsText(parts[0]) ?? "", parts.Length > 1 ? parts[1] : default);
                break;
        }
    }

    // A marker: what it is, which markups open before it, how many close behind it, its text or atom.
    private void Wrap(string name, JsonElement markers)
    {
        html.Append('<').Append(name).Append('>');
        var open = new Stack<string>();
        foreach (var marker in SourceJson.AsItems(markers))
        {
            JsonElement[] parts = marker.ValueKind is JsonValueKind.Array ? [.. marker.EnumerateArray()] : [];
            if (parts.Length < 4)
                continue;
            foreach (var index in SourceJson.AsItems(parts[1]))
                Open(index.TryGetNumber(out var at) ? at : -1, open);
            if (parts[3].ValueKind is JsonValueKind.String)
                html.Append(MarkupBuilder.Escape(XmlCharacters.Keep(parts[3].GetString()!)));
            else
                WriteAtom(parts[3]);
            for (var close = parts[2].TryGetNumber(out var count) ? count : 0; close > 0 && open.Count > 0; close--)
                Close(open.Pop());
        }

        while (open.Count > 0)
            Close(open.Pop());
        html.Append("</").Append(name).Append('>');
    }

    private void Open(int at, Stack<string> open)
    {
        var markup = at < 0 ? default : document.Items("markups").ElementAtOrDefault(at);
        JsonElement[] parts = markup.ValueKind is JsonValueKind.Array ? [.. markup.EnumerateArray()] : [];
        var name = parts.Length > 0 ? SourceJson.AsText(parts[0]) ?? "" : "";
        var known = Markups.Contains(name) ? name : "";
        open.Push(known);
        if (known.Length == 0)
            return;
        html.Append('<').Append(known);
        var attributes = parts.Length > 1 ? SourceJson.AsItems(parts[1]).Select(value => SourceJson.AsText(value)).ToList() : [];
        var href = attributes.IndexOf("href");
        if (known == "a" && href >= 0 && href + 1 < attributes.Count)
            html.Append(" href=\"").Append(MarkupBuilder.Escape(attributes[href + 1] ?? "")).Append('"');
        html.Append('>');
    }

    private void Close(string name)
    {
        if (name.Length > 0)
            html.Append("</").Append(name).Append('>');
    }

    private void WriteAtom(JsonElement index)
    {
        var atom = index.TryGetNumber(out var at) ? document.Items("atoms").ElementAtOrDefault(at) : default;
        if (atom.ValueKind is JsonValueKind.Array && SourceJson.AsText(atom.EnumerateArray().FirstOrDefault()) is "soft-return")
            html.Append("<br>");
    }
}

file static class JsonNumbers
{
    public static bool TryGetNumber(this JsonElement element, out int number)
    {
        number = 0;
        return element.ValueKind is JsonValueKind.Number && element.TryGetInt32(out number);
    }
}
