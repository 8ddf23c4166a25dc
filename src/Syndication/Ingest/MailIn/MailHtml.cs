using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.MailIn;

/// <summary>The article in a mail's HTML: without directives, the head that forwarding adds, and the signature.</summary>
internal static class MailHtml
{
    // What mail programs mark by themselves.
    private const string Signatures =
        ".gmail_signature, .gmail_signature_prefix, .moz-signature, [data-smartmail=gmail_signature], #Signature, #ms-outlook-mobile-signature, .gmail_attr, .moz-email-headers-table";

    private const int MostHead = 30;

    /// <summary>The HTML that is left; null where it breaks the bounds of any body.</summary>
    public static string? Read(string html, MailDirectives directives)
    {
        var stripped = MarkupStrip.Run(XmlCharacters.Keep(html), new Dictionary<string, int>(StringComparer.Ordinal));
        if (HtmlBounds.RefuseLength(stripped) is not null || HtmlBounds.RefuseStructure(stripped) is not null)
            return null;
        if (new HtmlParser().ParseDocument(stripped).Body is not { } body)
            return "";
        foreach (var marked in body.QuerySelectorAll(Signatures).ToList())
            marked.Remove();
        CutSignature(body);
        TakeHead(body, directives);
        return body.InnerHtml;
    }

    // A text alone on its line, whatever elements the line is made of.
    private static void TakeHead(IElement body, MailDirectives directives)
    {
        foreach (var text in Texts(body).Take(MostHead).ToList())
        {
            var line = text.Data.Trim('\u00A0', ' ', '\t', '\r', '\n');
            if (line.Length == 0)
                continue;
            if (!IsAlone(text) || (!directives.Take(line) && !MailText.IsForwarding(line)))
                return;
            if (text.NextSibling is IElement { LocalName: "br" } lineBreak)
                lineBreak.Remove();
            text.Remove();
        }
    }

    private static bool IsAlone(IText text) =>
        text.NextSibling is null or IElement { LocalName: "br" or "div" or "p" } or IText
        || (text.NextSibling is IElement next && next.TextContent.Trim().Length == 0);

    // The line "-- " and all that follows it, up the tree.
    private static void CutSignature(IElement body)
    {
        var mark = Texts(body).FirstOrDefault(text => text.Data.Trim('\r', '\n').Replace('\u00A0', ' ') is "-- " or "--" && IsAlone(text));
        for (INode? node = mark; node is not null && node != body; node = node.Parent)
        {
            while (node.NextSibling is { } after)
                after.Parent!.RemoveChild(after);
        }

        mark?.Remove();
    }

    private static IEnumerable<IText> Texts(IElement body) => body.Descendants<IText>();
}
