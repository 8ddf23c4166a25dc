using System.Collections.Frozen;

namespace Syndication.Ingest.Cleaning;

/// <summary>The allow-list: the elements and attributes that reach readers, and what becomes of the rest.</summary>
internal static class Vocabulary
{
    /// <summary>Blocks by the name they come with: the name they leave with, and what may stand in them.</summary>
    public static readonly FrozenDictionary<string, (string Name, ContentMode Content)> Blocks = new Dictionary<
        string,
        (string, ContentMode)
    >(StringComparer.Ordinal)
    {
        ["p"] = ("p", ContentMode.Inline),
        ["h1"] = ("h2", ContentMode.Inline),
        ["h2"] = ("h2", ContentMode.Inline),
        ["h3"] = ("h3", ContentMode.Inline),
        ["h4"] = ("h4", ContentMode.Inline),
        ["h5"] = ("h5", ContentMode.Inline),
        ["h6"] = ("h6", ContentMode.Inline),
        ["pre"] = ("pre", ContentMode.Inline),
        ["blockquote"] = ("blockquote", ContentMode.Flow),
        ["ul"] = ("ul", ContentMode.Mixed),
        ["ol"] = ("ol", ContentMode.Mixed),
        ["li"] = ("li", ContentMode.Mixed),
        ["dl"] = ("dl", ContentMode.Mixed),
        ["dt"] = ("dt", ContentMode.Inline),
        ["dd"] = ("dd", ContentMode.Mixed),
        ["figure"] = ("figure", ContentMode.Mixed),
        ["figcaption"] = ("figcaption", ContentMode.Mixed),
        ["table"] = ("table", ContentMode.Mixed),
        ["caption"] = ("caption", ContentMode.Inline),
        ["thead"] = ("thead", ContentMode.Mixed),
        ["tbody"] = ("tbody", ContentMode.Mixed),
        ["tfoot"] = ("tfoot", ContentMode.Mixed),
        ["tr"] = ("tr", ContentMode.Mixed),
        ["td"] = ("td", ContentMode.Mixed),
        ["th"] = ("th", ContentMode.Mixed),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Elements within a line by the name they come with.</summary>
    public static readonly FrozenDictionary<string, string> Inline = Set(
            "a em strong b i u s del ins mark small sub sup q cite abbr dfn time code kbd samp var bdi ruby rt rp"
        )
        .ToDictionary(name => name, StringComparer.Ordinal)
        .Concat([new("strike", "s"), new("tt", "code"), new("acronym", "abbr"), new("bdo", "bdi")])
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Elements that go with everything in them.</summary>
    public static readonly FrozenSet<string> Dropped = Set(
        "script style svg math template select noscript noembed noframes frameset frame button input textarea label option optgroup datalist output progress meter dialog nav canvas applet param link meta base title head map area track xmp plaintext portal fencedframe colgroup col basefont bgsound keygen amp-pixel amp-analytics amp-ad amp-auto-ads amp-sticky-ad amp-sidebar amp-consent amp-lightbox amp-state amp-social-share amp-user-notification amp-install-serviceworker"
    );

    /// <summary>Elements that only group: their content stays, in paragraphs.</summary>
    public static readonly FrozenSet<string> Groups = Set(
        "div section article aside main header footer hgroup address center fieldset legend details summary form body html search dir menu marquee listing"
    );

    /// <summary>Blocks that mean nothing outside the elements named after the colon.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> Parents = new Dictionary<string, FrozenSet<string>>(
        StringComparer.Ordinal
    )
    {
        ["li"] = Set("ul ol"),
        ["dt"] = Set("dl"),
        ["dd"] = Set("dl"),
        ["figcaption"] = Set("figure"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes by element that are copied when their value has the right form.</summary>
    public static readonly FrozenDictionary<string, string[]> Attributes = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["a"] = ["title"],
        ["abbr"] = ["title"],
        ["dfn"] = ["title"],
        ["time"] = ["datetime"],
        ["del"] = ["datetime"],
        ["ins"] = ["datetime"],
        ["ol"] = ["start", "type"],
        ["li"] = ["value"],
        ["td"] = ["colspan", "rowspan"],
        ["th"] = ["colspan", "rowspan", "scope"],
        ["img"] = ["width", "height", "title"],
        ["video"] = ["width", "height"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every element that can be written.</summary>
    public static IEnumerable<string> Written =>
        Blocks.Values.Select(block => block.Name).Concat(Inline.Values).Concat(["br", "wbr", "hr", "img", "audio", "video", "source"]);

    /// <summary>Every attribute that can be written.</summary>
    public static IEnumerable<string> WrittenAttributes =>
        Attributes
            .Values.SelectMany(names => names)
            .Concat(["lang", "dir", "id", "href", "rel", "cite", "src", "srcset", "sizes", "alt", "controls", "poster"])
            .Append("type");

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>What may stand in an element.</summary>
internal enum ContentMode
{
    /// <summary>Blocks; loose text becomes paragraphs.</summary>
    Flow,

    /// <summary>Text and blocks as they come.</summary>
    Mixed,

    /// <summary>Text and elements within a line.</summary>
    Inline,
}
