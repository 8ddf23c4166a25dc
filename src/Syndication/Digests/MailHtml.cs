using System.Globalization;
using System.Net;
using System.Text;

namespace Syndication.Digests;

/// <summary>
/// Makes an article's body fit for mail programs: every style inline, pictures no wider than the column, headings below the article's
/// own, nothing that only browsers play, and every element closed, so that no body can break the frame around it.
/// </summary>
internal static class MailHtml
{
    private const int ColumnWidth = 600;

    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "form",
        "video",
        "audio",
        "noscript",
        "template",
        "head",
        "title",
    };

    private static readonly HashSet<string> Inline = new(
        "a abbr b bdi bdo br cite code del dfn em hr i img ins kbd mark q s samp small span strong sub sup time u var wbr".Split(' '),
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Blocks = new(
        ("p h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption table thead tbody tfoot tr td th caption pre div").Split(' '),
        StringComparer.Ordinal
    );

    private static readonly Dictionary<string, string> Styles = new(StringComparer.Ordinal)
    {
        ["p"] = "margin:0 0 16px",
        ["h4"] = "margin:26px 0 8px;font-size:18px;line-height:1.35",
        ["h5"] = "margin:22px 0 6px;font-size:16px;line-height:1.4",
        ["h6"] = "margin:22px 0 6px;font-size:16px;line-height:1.4",
        ["a"] = "color:#8f1d1d",
        ["ul"] = "margin:0 0 16px;padding:0 START 0 END",
        ["ol"] = "margin:0 0 16px;padding:0 START 0 END",
        ["li"] = "margin:0 0 6px",
        ["dd"] = "margin:0 START 8px END",
        ["blockquote"] = "margin:0 0 16px;padding:0 16px;border-SIDE:3px solid #c9c5bd;font-style:italic",
        ["figure"] = "margin:0 0 16px",
        ["figcaption"] = "font-size:13px;line-height:1.45;padding-top:6px",
        ["table"] = "width:100%;margin:0 0 16px;border-collapse:collapse;font-size:15px;line-height:1.4",
        ["td"] = "padding:6px 8px;border-bottom:1px solid #c9c5bd;text-align:SIDE;vertical-align:top",
        ["th"] = "padding:6px 8px;border-bottom:2px solid #c9c5bd;text-align:SIDE;vertical-align:bottom",
        ["pre"] = "margin:0 0 16px;white-space:pre-wrap;font:14px/1.5 Menlo,Consolas,monospace",
        ["code"] = "font-family:Menlo,Consolas,monospace;font-size:14px",
        ["hr"] = "border:0;border-top:1px solid #c9c5bd;margin:24px 0",
    };

    /// <summary>The body with inline styles.</summary>
    /// <param name="html">Cleaned HTML with absolute addresses.</param>
    /// <param name="rightToLeft">Whether its text runs from right to left.</param>
    /// <param name="link">What becomes of an address that it links; null: nothing.</param>
    public static string Style(string html, bool rightToLeft, Func<string, string>? link = null)
    {
        var styled = new StringBuilder(html.Length + (html.Length / 4));
        var open = new Stack<string>();
        var skipping = 0;
        foreach (var token in HtmlToken.Read(html))
        {
            if (Dropped.Contains(token.Name))
            {
                if (!token.IsVoid && !token.Source.EndsWith("/>", StringComparison.Ordinal))
                    skipping = Math.Max(0, skipping + (token.Kind is HtmlTokenKind.Close ? -1 : 1));
            }
            else if (skipping == 0)
            {
                Write(styled, open, token, rightToLeft, link);
            }
        }

        while (open.TryPop(out var name))
            styled.Append("</").Append(name).Append('>');
        return styled.ToString();
    }

    private static void Write(StringBuilder styled, Stack<string> open, HtmlToken token, bool rightToLeft, Func<string, string>? link)
    {
        var name = NameOf(token.Name);
        if (token.Kind is HtmlTokenKind.Text)
            styled.Append(token.Source);
        else if (name is null)
            return;
        else if (token.Kind is HtmlTokenKind.Open)
            Open(styled, open, token, name, rightToLeft, link);
        else if (token.Kind is HtmlTokenKind.Close && open.Contains(name))
            Close(styled, open, name);
    }

    private static void Open(
        StringBuilder styled,
        Stack<string> open,
        HtmlToken token,
        string name,
        bool rightToLeft,
        Func<string, string>? link
    )
    {
        if (name is "img" && token.Attribute("src") is not { Length: > 0 })
            return;
        styled.Append('<').Append(name);
        Attributes(styled, token, name, link);
        if (Styles.TryGetValue(name, out var style))
            styled.Append(" style=\"").Append(Directed(style, rightToLeft)).Append('"');
        styled.Append('>');
        if (!token.IsVoid)
            open.Push(name);
    }

    private static void Close(StringBuilder styled, Stack<string> open, string name)
    {
        string last;
        do
        {
            last = open.Pop();
            styled.Append("</").Append(last).Append('>');
        } while (last != name);
    }

    private static void Attributes(StringBuilder styled, HtmlToken token, string name, Func<string, string>? link)
    {
        foreach (var kept in Kept(name))
        {
            if (token.Attribute(kept) is { Length: > 0 } value)
                Attribute(styled, kept, kept is "href" && link is not null ? link(value) : value);
        }

        if (name is "img")
            Picture(styled, token);
        else if (name is "table")
        {
            styled.Append(" cellpadding=\"0\" cellspacing=\"0\"");
        }
    }

    private static void Picture(StringBuilder styled, HtmlToken token)
    {
        var size = PictureSize.Of(Number(token.Attribute("width")), Number(token.Attribute("height")), ColumnWidth);
        Attribute(styled, "class", "note");
        Attribute(styled, "alt", token.Attribute("alt") ?? "");
        Attribute(styled, "width", size.Width.ToString(CultureInfo.InvariantCulture));
        if (size.Height > 0)
            Attribute(styled, "height", size.Height.ToString(CultureInfo.InvariantCulture));
        styled.Append(
            CultureInfo.InvariantCulture,
            $" style=\"display:block;width:100%;max-width:{size.Width}px;height:auto;border:0;background-color:#f1ede5\""
        );
    }

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Kept(string name) =>
        name switch
        {
            "a" => ["href", "lang", "dir"],
            "img" => ["src"],
            "ol" => ["start", "lang", "dir"],
            "td" or "th" => ["colspan", "rowspan", "lang", "dir"],
            _ => ["lang", "dir"],
        };

    private static void Attribute(StringBuilder styled, string name, string value) =>
        styled.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');

    // The article's own headline is a level-3 heading in the mail.
    private static string? NameOf(string name) =>
        name switch
        {
            "h1" or "h2" => "h4",
            "h3" => "h5",
            "h4" or "h5" => "h6",
            "section" or "article" or "main" or "header" or "footer" or "aside" or "details" or "summary" => "div",
            _ => Inline.Contains(name) || Blocks.Contains(name) ? name : null,
        };

    private static string Directed(string style, bool rightToLeft) =>
        style
            .Replace("START", rightToLeft ? "24px" : "0", StringComparison.Ordinal)
            .Replace("END", rightToLeft ? "0" : "24px", StringComparison.Ordinal)
            .Replace("SIDE", rightToLeft ? "right" : "left", StringComparison.Ordinal);
}
