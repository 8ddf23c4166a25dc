using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Markup that stands as elements in a feed (Atom's xhtml, <c>xhtml:body</c>, or HTML that nobody escaped), as HTML.</summary>
internal static class InnerMarkup
{
    /// <summary>What stands in the element.</summary>
    /// <param name="element">Its own tags are left out.</param>
    /// <param name="isXml">The text in it is text; else it may be HTML that was escaped.</param>
    public static string Of(FeedElement element, bool isXml)
    {
        var html = new StringBuilder();
        AppendNodes(html, element, isXml);
        return html.ToString().Trim();
    }

    /// <summary>Text as HTML shows it.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny('&', '<', '>') < 0
            ? text
            : text.Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal);

    private static void AppendNodes(StringBuilder html, FeedElement parent, bool isXml)
    {
        foreach (var node in parent.Nodes)
        {
            if (node.Element is { } element)
                AppendElement(html, element, isXml);
            else
                html.Append(isXml ? Escape(parent.TextOf(node)) : parent.TextOf(node));
        }
    }

    private static void AppendElement(StringBuilder html, FeedElement element, bool isXml)
    {
        var name = NameOf(element);
        html.Append('<').Append(name);
        foreach (var attribute in element.Attributes)
        {
            html.Append(' ')
                .Append(attribute.Vocabulary == FeedNamespace.Core ? attribute.Name.OwnPart : attribute.Name.Written)
                .Append("=\"")
                .Append(Escape(element.Decode(attribute)).Replace("\"", "&quot;", StringComparison.Ordinal))
                .Append('"');
        }

        if (element.Nodes.Count == 0 && IsVoid(element.Local))
        {
            html.Append(" />");
            return;
        }

        html.Append('>');
        AppendNodes(html, element, isXml);
        html.Append("</").Append(name).Append('>');
    }

    // HTML has no prefixes: its own, SVG's and MathML's elements are known by their names.
    private static string NameOf(FeedElement element) =>
        element.Vocabulary is FeedNamespace.Xhtml or FeedNamespace.Svg or FeedNamespace.MathMl or FeedNamespace.Core or FeedNamespace.Atom
            ? element.Name.OwnPart
            : element.Name.Written;

    private static bool IsVoid(string local) =>
        local
            is "br"
                or "hr"
                or "img"
                or "input"
                or "wbr"
                or "area"
                or "col"
                or "param"
                or "embed"
                or "meta"
                or "base"
                or "link"
                or "source"
                or "track";
}
