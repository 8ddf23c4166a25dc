using System.Globalization;
using System.Text;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>
/// An article's body as text that reads well by itself: wrapped paragraphs, lists, quotations, numbered links. Right-to-left text keeps
/// its logical order; the reader's program lays it out.
/// </summary>
internal sealed class MailText(LinkList links)
{
    private readonly List<string> lines = [];
    private readonly StringBuilder paragraph = new();
    private readonly List<(string Mark, string Indent)> levels = [];
    private readonly Stack<int> counters = new();
    private readonly Stack<string?> hrefs = new();
    private int skipping;
    private bool preformatted;

    /// <summary>The body's lines, blocks divided by an empty one, without one at the end.</summary>
    /// <param name="html">Cleaned HTML with absolute addresses.</param>
    /// <param name="links">Takes the addresses of its links.</param>
    public static string Of(string html, LinkList links)
    {
        var text = new MailText(links);
        foreach (var token in HtmlToken.Read(html))
            text.Take(token);
        text.EndBlock(blank: false);
        return string.Join('\n', text.lines).Trim('\n');
    }

    private void Take(HtmlToken token)
    {
        if (token.Name is "script" or "style" or "iframe" or "svg" or "form" or "audio" or "video")
            skipping = Math.Max(0, skipping + (token.Kind is HtmlTokenKind.Close ? -1 : 1));
        else if (skipping > 0)
            return;
        else if (token.Kind is HtmlTokenKind.Text)
            Text(token.Decoded);
        else if (token.Kind is HtmlTokenKind.Open)
            Open(token);
        else if (token.Kind is HtmlTokenKind.Close)
            Close(token.Name);
    }

    private void Text(string text)
    {
        if (!preformatted)
        {
            paragraph.Append(text);
            return;
        }

        var verbatim = text.Trim('\n').Split('\n');
        lines.AddRange(verbatim.Select(line => Indentation() + line.TrimEnd('\r')));
    }

    private void Open(HtmlToken token)
    {
        switch (token.Name)
        {
            case "br":
                EndBlock(blank: false);
                break;
            case "hr":
                EndBlock(blank: true);
                lines.AddRange(["* * *", ""]);
                break;
            case "img" when token.Attribute("alt") is { Length: > 0 } alt:
                paragraph.Append(CultureInfo.InvariantCulture, $" [{alt}] ");
                break;
            case "q":
                paragraph.Append('“');
                break;
            case "a":
                hrefs.Push(token.Attribute("href"));
                break;
            case "ul" or "ol":
                EndBlock(blank: levels.Count == 0);
                counters.Push(token.Name is "ol" ? 1 : 0);
                break;
            case "li":
                EndBlock(blank: false);
                OpenItem();
                break;
            case "blockquote":
                EndBlock(blank: true);
                levels.Add(("> ", "> "));
                break;
            case "pre":
                EndBlock(blank: true);
                preformatted = true;
                break;
            case "td" or "th":
                paragraph.Append(string.IsNullOrWhiteSpace(paragraph.ToString()) ? "" : " | ");
                break;
            case "tr" or "dt" or "dd":
                EndBlock(blank: false);
                break;
            default:
                if (IsBlock(token.Name))
                    EndBlock(blank: true);
                break;
        }
    }

    private void Close(string name)
    {
        switch (name)
        {
            case "a" when hrefs.TryPop(out var href):
                if (href is { Length: > 0 } && !href.StartsWith('#'))
                    paragraph.Append(CultureInfo.InvariantCulture, $" [{links.Number(href)}]");
                break;
            case "q":
                paragraph.Append('”');
                break;
            case "ul" or "ol" when counters.TryPop(out _):
                EndBlock(blank: levels.Count == 0);
                break;
            case "li" or "blockquote" when levels.Count > 0:
                EndBlock(blank: name is "blockquote");
                levels.RemoveAt(levels.Count - 1);
                break;
            case "pre":
                preformatted = false;
                lines.Add("");
                break;
            case "tr" or "dt" or "dd":
                EndBlock(blank: false);
                break;
            default:
                if (IsBlock(name))
                    EndBlock(blank: true);
                break;
        }
    }

    private void OpenItem()
    {
        var mark = "- ";
        if (counters.TryPop(out var number))
        {
            mark = number > 0 ? $"{number}. " : mark;
            counters.Push(number > 0 ? number + 1 : 0);
        }

        levels.Add((mark, new string(' ', mark.Length)));
    }

    private void EndBlock(bool blank)
    {
        var text = paragraph.ToString();
        paragraph.Clear();
        if (!string.IsNullOrWhiteSpace(text))
        {
            lines.AddRange(TextWrap.Lines(text, string.Concat(levels.Select(level => level.Mark)), Indentation()));
            for (var level = 0; level < levels.Count; level++)
                levels[level] = (levels[level].Indent, levels[level].Indent);
        }

        if (blank && lines.Count > 0 && lines[^1].Length > 0)
            lines.Add("");
    }

    private string Indentation() => string.Concat(levels.Select(level => level.Indent));

    private static bool IsBlock(string name) =>
        name
            is "p"
                or "div"
                or "h1"
                or "h2"
                or "h3"
                or "h4"
                or "h5"
                or "h6"
                or "figure"
                or "figcaption"
                or "table"
                or "section"
                or "article"
                or "caption"
                or "dl"
                or "details";
}
