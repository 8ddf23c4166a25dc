namespace Syndication.Ingest.Formats.Feeds;

/// <summary>A name as it is written, and its parts.</summary>
internal sealed class ElementName
{
    public ElementName(string written)
    {
        Written = written;
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        Prefix = colon > 0 ? written[..colon] : "";
        OwnPart = colon > 0 ? written[(colon + 1)..] : written;
        Local = OwnPart.ToLowerInvariant();
    }

    public string Written { get; }

    /// <summary>Empty where there is none.</summary>
    public string Prefix { get; }

    /// <summary>The local name as it is written.</summary>
    public string OwnPart { get; }

    /// <summary>The local name in lower case: <c>pubdate</c> is written in every case.</summary>
    public string Local { get; }
}

/// <summary>The names of one document: each is made once.</summary>
internal sealed class ElementNames
{
    // Beyond that many a document makes names up; they are no longer remembered, so that they cost no room.
    private const int Most = 2000;
    private readonly Dictionary<string, ElementName> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementName>.AlternateLookup<ReadOnlySpan<char>> known;

    public ElementNames() => known = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name that is written so.</summary>
    public ElementName Of(ReadOnlySpan<char> written)
    {
        if (known.TryGetValue(written, out var name))
            return name;
        name = new ElementName(written.ToString());
        if (names.Count < Most)
            names.Add(name.Written, name);
        return name;
    }
}
