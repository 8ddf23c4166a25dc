using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>An element as it stands in the document: its parts are places of the document's text, and are decoded when they are asked for.</summary>
internal sealed class FeedElement
{
    private static readonly List<FeedNode> Nothing = [];
    private readonly FeedMarkup markup;
    private readonly FeedAttribute[] attributes;
    private List<FeedNode>? nodes;

    public FeedElement(FeedMarkup markup, ElementName name, FeedNamespace vocabulary, FeedAttribute[] attributes)
    {
        this.markup = markup;
        this.attributes = attributes;
        Name = name;
        Vocabulary = vocabulary;
    }

    public ElementName Name { get; }

    public FeedNamespace Vocabulary { get; }

    /// <summary>The local name in lower case.</summary>
    public string Local => Name.Local;

    /// <summary>What relative addresses in it are taken from (<c>xml:base</c> of it and those around it); null: unknown.</summary>
    public Uri? Base { get; init; }

    /// <summary>Its language (<c>xml:lang</c> of it and those around it); null: not said.</summary>
    public string? Language { get; init; }

    /// <summary>Texts and elements in it, in the document's order.</summary>
    public IReadOnlyList<FeedNode> Nodes => nodes ?? Nothing;

    public IReadOnlyList<FeedAttribute> Attributes => attributes;

    public Mendings Mendings => markup.Mendings;

    /// <summary>The elements in it.</summary>
    public IEnumerable<FeedElement> Elements
    {
        get
        {
            foreach (var node in Nodes)
            {
                if (node.Element is { } element)
                    yield return element;
            }
        }
    }

    /// <summary>Whether there are elements in it.</summary>
    public bool HasElements => nodes is not null && nodes.Exists(node => node.Element is not null);

    /// <summary>Adds what stands in it next.</summary>
    public void Add(FeedNode node) => (nodes ??= []).Add(node);

    /// <summary>The value of an attribute that has no namespace, by its name in lower case; null where it has none.</summary>
    public string? Attribute(string local)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Vocabulary == FeedNamespace.Core && attribute.Name.Local == local)
                return Decode(attribute);
        }

        return null;
    }

    /// <summary>The same of a namespace.</summary>
    public string? Attribute(FeedNamespace vocabulary, string local)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Vocabulary == vocabulary && attribute.Name.Local == local)
                return Decode(attribute);
        }

        return null;
    }

    /// <summary>An attribute's value.</summary>
    public string Decode(FeedAttribute attribute) => markup.References.Decode(markup.Text.AsSpan(attribute.Start, attribute.Length));

    /// <summary>The first element in it of that name in lower case and that namespace, else null.</summary>
    public FeedElement? Child(FeedNamespace vocabulary, string local)
    {
        foreach (var node in Nodes)
        {
            if (node.Element is { } element && element.Vocabulary == vocabulary && element.Local == local)
                return element;
        }

        return null;
    }

    /// <summary>Its text, that of the elements in it included, without white space around it.</summary>
    public string Text()
    {
        if (nodes is null)
            return "";
        if (nodes is [{ Element: null } only])
            return TextOf(only).Trim();
        var text = new StringBuilder();
        AppendText(text);
        return text.ToString().Trim();
    }

    /// <summary>A text node's characters.</summary>
    public string TextOf(FeedNode node)
    {
        var raw = markup.Text.AsSpan(node.Start, node.Length);
        return !node.IsLiteral ? markup.References.Decode(raw)
            : raw.Contains('\r') ? raw.ToString().ReplaceLineEndings("\n")
            : raw.ToString();
    }

    private void AppendText(StringBuilder text)
    {
        foreach (var node in Nodes)
        {
            if (node.Element is { } element)
                element.AppendText(text);
            else if (node.IsLiteral)
                text.Append(TextOf(node));
            else
                markup.References.Append(text, markup.Text.AsSpan(node.Start, node.Length));
        }
    }
}

/// <summary>An element, or a place of text where it is null.</summary>
/// <param name="Element">Null for a text.</param>
/// <param name="Start">Where the text begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="IsLiteral">The text is as it stands: references in it are none.</param>
internal readonly record struct FeedNode(FeedElement? Element, int Start, int Length, bool IsLiteral);

/// <summary>An attribute, and where its value stands.</summary>
internal readonly record struct FeedAttribute(ElementName Name, FeedNamespace Vocabulary, int Start, int Length);
