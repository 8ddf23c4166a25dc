using System.Collections.Frozen;
using System.Text;
using System.Xml.Linq;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats;

/// <summary>Elements of XML as HTML: by names that HTML has, or that a format maps to it; of other elements the content stays.</summary>
/// <param name="names">An element's local name: that of HTML's; an empty one: it goes with its content.</param>
/// <param name="special">Writes an element in its own way; false: by its name.</param>
internal sealed class XmlMarkup(FrozenDictionary<string, string> names, Func<XmlMarkup, XElement, bool> special)
{
    private static readonly string[] Attributes =
    [
        "href",
        "src",
        "alt",
        "title",
        "width",
        "height",
        "colspan",
        "rowspan",
        "cite",
        "start",
        "lang",
    ];
    private static readonly string[] Empty = ["br", "hr", "img", "source", "wbr", "col"];
    private readonly StringBuilder html = new();

    /// <summary>What HTML names as it is.</summary>
    public static FrozenDictionary<string, string> Html { get; } =
        "a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li main mark ol p pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr"
            .Split(' ')
            .Append("script=")
            .Append("style=")
            .Append("head=")
            .Select(pair => pair.Split('='))
            .ToFrozenDictionary(pair => pair[0], pair => pair[^1], StringComparer.OrdinalIgnoreCase);

    /// <summary>The HTML so far; null where nothing was written.</summary>
    public string? Text => html.Length == 0 ? null : html.ToString();

    /// <summary>XHTML's own content as HTML.</summary>
    public static string? OfHtml(XElement root)
    {
        var markup = new XmlMarkup(Html, static (_, _) => false);
        markup.WriteContent(root.Below("body").FirstOrDefault() ?? root);
        return markup.Text;
    }

    /// <summary>Writes markup as it is.</summary>
    public XmlMarkup Raw(string markup)
    {
        html.Append(markup);
        return this;
    }

    /// <summary>Writes text.</summary>
    public XmlMarkup Words(string? text)
    {
        html.Append(MarkupBuilder.Escape(XmlCharacters.Keep(text ?? "")));
        return this;
    }

    /// <summary>Writes what is in an element.</summary>
    public void WriteContent(XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
                Words(text.Value);
            else if (node is XElement child)
                Write(child);
        }
    }

    /// <summary>Writes an element.</summary>
    public void Write(XElement element)
    {
        if (special(this, element))
            return;
        if (!names.TryGetValue(element.Name.LocalName, out var name))
        {
            WriteContent(element);
            return;
        }

        if (name.Length == 0)
            return;
        html.Append('<').Append(name);
        foreach (var attribute in Attributes)
        {
            if (element.Value(attribute) is { } value)
                html.Append(' ').Append(attribute).Append("=\"").Append(MarkupBuilder.Escape(value)).Append('"');
        }

        html.Append('>');
        if (Empty.Contains(name))
            return;
        WriteContent(element);
        html.Append("</").Append(name).Append('>');
    }
}
