using System.Collections.Frozen;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// Reads a document element by element: what holds many things (the root, a channel) is only opened, what stands in it comes whole.
/// What is left open is closed where the next thing of its kind begins, or where something around it ends.
/// </summary>
internal sealed class ElementReader(string text, int start, Uri? address, Mendings mendings)
{
    private const int MostDepth = 256;
    private const int MostNodes = 200_000;
    private const int MostStrayEnds = 10_000;
    private const int MostNamespaces = 128;

    private static readonly FrozenSet<string> Void = new[]
    {
        "br",
        "hr",
        "img",
        "input",
        "wbr",
        "area",
        "col",
        "param",
        "embed",
        "meta",
        "base",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly MarkupTokenizer tokens = new(text, start, mendings);
    private readonly OpenElements open = new();
    private readonly List<FeedAttribute> attributes = [];
    private FeedMarkup markup = null!;
    private int wholeFrom = -1;
    private int nodeCount;
    private int strayEnds;
    private bool isPending;

    /// <summary>Why the document must not be read; null where it may be.</summary>
    public string? Refusal => tokens.Refusal ?? tokens.DocumentType.Refusal;

    /// <summary>Whether the root declares a namespace of RSS.</summary>
    public bool NamesRss { get; private set; }

    /// <summary>Why the rest of the document was not read; null where all of it was.</summary>
    public string? Error { get; private set; }

    /// <summary>The base of what stands where no base is known; null: none.</summary>
    public Uri? FallbackBase { get; set; }

    /// <summary>Opens the first element of the document; null where there is none.</summary>
    public FeedElement? ReadRoot()
    {
        markup = new FeedMarkup(text, tokens.DocumentType, mendings);
        do tokens.Read(null);
        while (tokens.Kind is MarkupKind.Text or MarkupKind.Literal or MarkupKind.End);
        if (tokens.Kind == MarkupKind.EndOfDocument)
            return null;
        var root = Make();
        open.Push(root);
        if (tokens.IsEmpty)
            open.Pop();
        return root;
    }

    /// <summary>The next whole element, and the open one in which it stands; null at the end.</summary>
    public (FeedElement Element, FeedElement Parent)? Next()
    {
        nodeCount = 0;
        while (open.Count > 0 && Refusal is null && Error is null)
        {
            if (!isPending)
                tokens.Read(open.Top?.Name);
            isPending = false;
            var whole = tokens.Kind switch
            {
                MarkupKind.Start => BeginsAnother() ? CloseBefore() : Open(),
                MarkupKind.End => Close(),
                MarkupKind.EndOfDocument => CloseAll(),
                _ => TakeText(),
            };
            if (whole is not null)
                return whole;
            if (tokens.Kind == MarkupKind.EndOfDocument)
                return null;
        }

        // What was read of the last one, where a bound ended the reading.
        return IsWithin && Refusal is null ? CloseTo(0) : null;
    }

    private bool IsWithin => wholeFrom >= 0;

    // An item in an item: the outer one was never closed. An entry may stand in the content of another.
    private bool BeginsAnother()
    {
        if (!IsWithin || tokens.Name.Written != open[wholeFrom].Name.Written)
            return false;
        if (tokens.Name.Local is "item" or "url")
            return true;
        if (tokens.Name.Local != "entry")
            return false;
        for (var depth = wholeFrom + 1; depth < open.Count; depth++)
        {
            if (open[depth].Local is "content" or "source")
                return false;
        }

        return true;
    }

    private (FeedElement, FeedElement)? CloseBefore()
    {
        mendings.Add("elements that were not closed");
        isPending = true;
        return CloseTo(wholeFrom);
    }

    private (FeedElement, FeedElement)? Open()
    {
        // RSS 1.1 has its items in items.
        var isContainer = !IsWithin && tokens.Name.Local is "channel" or "items";
        var element = Make();
        var parent = open.Top!;
        if (IsWithin)
            parent.Add(new FeedNode(element, 0, 0, IsLiteral: false));
        if (++nodeCount > MostNodes)
            Error = $"at most {MostNodes} elements and texts in one item";
        if (tokens.IsEmpty || (IsWithin && element.Name.Prefix.Length == 0 && Void.Contains(element.Local)))
        {
            open.Forget();
            return IsWithin || isContainer ? null : (element, parent);
        }

        if (!IsWithin && !isContainer)
            wholeFrom = open.Count;
        open.Push(element);
        if (open.Count > MostDepth)
            Error = $"at most {MostDepth} elements within each other";
        return null;
    }

    private (FeedElement, FeedElement)? Close()
    {
        var depth = open.FindLast(tokens.Name);
        if (depth >= 0)
            return CloseTo(depth);
        if (!Void.Contains(tokens.Name.Local))
            mendings.Add("end tags of elements that were not open");
        if (++strayEnds > MostStrayEnds)
            Error = $"at most {MostStrayEnds} end tags of elements that are not open";
        return null;
    }

    private (FeedElement, FeedElement)? CloseAll()
    {
        if (IsWithin)
            Error = $"the document ends within <{open[wholeFrom].Name.Written}>: what follows is missing";
        else
            mendings.Add("elements that were not closed");
        return CloseTo(0);
    }

    private (FeedElement, FeedElement)? CloseTo(int depth)
    {
        (FeedElement, FeedElement)? whole = null;
        if (open.Count > depth + 1)
            mendings.Add("elements that were not closed");
        while (open.Count > depth)
        {
            var closed = open.Pop();
            if (open.Count != wholeFrom)
                continue;
            whole = (closed, open.Top!);
            wholeFrom = -1;
        }

        return whole;
    }

    private (FeedElement, FeedElement)? TakeText()
    {
        if (!IsWithin || tokens.End <= tokens.Start)
            return null;
        open.Top!.Add(new FeedNode(null, tokens.Start, tokens.End - tokens.Start, tokens.Kind == MarkupKind.Literal));
        if (++nodeCount > MostNodes)
            Error = $"at most {MostNodes} elements and texts in one item";
        return null;
    }

    private FeedElement Make()
    {
        var outer = open.Top;
        var (baseAddress, language) = ((outer is null ? address : outer.Base) ?? FallbackBase, outer?.Language);
        Declare();
        attributes.Clear();
        foreach (var written in tokens.Attributes)
        {
            if (written.Name.Prefix == "xmlns" || written.Name.Written == "xmlns")
                continue;
            var attribute = new FeedAttribute(written.Name, VocabularyOf(written.Name), written.Start, written.End - written.Start);
            attributes.Add(attribute);
            if (attribute.Name.Local == "base" && (attribute.Vocabulary == FeedNamespace.Xml || IsCdf(attribute)))
                baseAddress = FeedAddresses.BaseOf(ValueOf(written), baseAddress);
            else if (attribute.Name.Local == "lang" && attribute.Vocabulary == FeedNamespace.Xml)
                language = ValueOf(written).Trim() is { Length: > 0 } tag ? tag : null;
        }

        return new FeedElement(markup, tokens.Name, ElementVocabulary(), attributes.Count == 0 ? [] : [.. attributes])
        {
            Base = baseAddress,
            Language = language,
        };
    }

    // CDF has a base of its own in a channel's tag.
    private bool IsCdf(FeedAttribute attribute) => attribute.Vocabulary == FeedNamespace.Core && tokens.Name.Local == "channel";

    private void Declare()
    {
        var isRoot = open.Count == 0;
        foreach (var written in tokens.Attributes)
        {
            if (written.Name.Prefix == "xmlns")
                Declare(written.Name.OwnPart, written);
            else if (written.Name.Written == "xmlns")
                Declare("", written);
        }

        if (isRoot)
            DeclareOwn();
        if (open.DeclaredCount > MostNamespaces)
            Error = $"at most {MostNamespaces} namespaces declared at one place";
    }

    // Generated XHTML says the same again in every element.
    private void Declare(string prefix, WrittenAttribute written)
    {
        var name = ValueOf(written);
        var vocabulary = NamespaceNames.Of(name);
        NamesRss |= open.Count == 0 && vocabulary is FeedNamespace.Core && name.Length > 0;
        if (open.Of(prefix) != vocabulary)
            open.Declare(prefix, vocabulary);
    }

    // The root's own namespace is the format's, whatever was written there.
    private void DeclareOwn()
    {
        var own = open.Of(tokens.Name.Prefix);
        if (own is FeedNamespace.Unknown || (own is null && tokens.Name.Prefix.Length > 0 && tokens.Name.Prefix != "rdf"))
            open.Declare(tokens.Name.Prefix, FeedNamespace.Core);
        else if (own is FeedNamespace.Atom && tokens.Name.Local == "rss")
            open.Declare(tokens.Name.Prefix, FeedNamespace.Core);
        if (tokens.Name.Local == "rdf" && open.Of("") is FeedNamespace.Unknown)
            open.Declare("", FeedNamespace.Core);
    }

    private FeedNamespace ElementVocabulary() =>
        tokens.Name.Prefix.Length == 0 ? open.Of("") ?? FeedNamespace.Core : VocabularyOf(tokens.Name);

    private FeedNamespace VocabularyOf(ElementName name)
    {
        if (name.Prefix.Length == 0)
            return FeedNamespace.Core;
        if (open.Of(name.Prefix) is { } declared)
            return declared;
        if (name.Prefix != "xml")
            mendings.Add("prefixes that nobody declared");
        return NamespaceNames.OfPrefix(name.Prefix);
    }

    private string ValueOf(WrittenAttribute written) => markup.References.Decode(text.AsSpan(written.Start, written.End - written.Start));
}
