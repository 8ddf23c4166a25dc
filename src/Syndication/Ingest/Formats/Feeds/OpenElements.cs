namespace Syndication.Ingest.Formats.Feeds;

/// <summary>The elements that are open at a place of the document, and what prefixes mean there.</summary>
internal sealed class OpenElements
{
    private readonly List<FeedElement> elements = [];
    private readonly List<(string Prefix, FeedNamespace Vocabulary, int Depth)> declared = [];

    /// <summary>How many are open.</summary>
    public int Count => elements.Count;

    /// <summary>How many prefixes are declared here.</summary>
    public int DeclaredCount => declared.Count;

    /// <summary>The innermost; null where none is open.</summary>
    public FeedElement? Top => elements.Count == 0 ? null : elements[^1];

    public FeedElement this[int depth] => elements[depth];

    /// <summary>Opens one within the innermost.</summary>
    public void Push(FeedElement element) => elements.Add(element);

    /// <summary>Closes the innermost, with what it declared.</summary>
    public FeedElement Pop()
    {
        var top = elements[^1];
        elements.RemoveAt(elements.Count - 1);
        Forget();
        return top;
    }

    /// <summary>Declares a prefix for the element that is opened next.</summary>
    public void Declare(string prefix, FeedNamespace vocabulary) => declared.Add((prefix, vocabulary, elements.Count));

    /// <summary>Takes back what an element declared that does not stay open.</summary>
    public void Forget()
    {
        while (declared.Count > 0 && declared[^1].Depth >= elements.Count)
            declared.RemoveAt(declared.Count - 1);
    }

    /// <summary>What a prefix means here; null where nobody declared it.</summary>
    public FeedNamespace? Of(string prefix)
    {
        for (var at = declared.Count - 1; at >= 0; at--)
        {
            if (declared[at].Prefix == prefix)
                return declared[at].Vocabulary;
        }

        return null;
    }

    /// <summary>How deep the innermost open element of that name is, in any case; below zero where there is none.</summary>
    public int FindLast(ElementName name)
    {
        var at = elements.FindLastIndex(element => element.Name.Written == name.Written);
        return at >= 0
            ? at
            : elements.FindLastIndex(element => element.Local == name.Local && element.Name.Prefix.Length == 0 && name.Prefix.Length == 0);
    }
}
