using System.Collections.Frozen;

namespace Syndication.Ingest.Cleaning;

/// <summary>The parser's own classes of elements (HTML, 13.2.4.2 and 13.1.2).</summary>
internal static class TagNames
{
    public static readonly FrozenSet<string> Void = Set(
        "area base br col embed hr img input link meta source track wbr param keygen frame bgsound basefont"
    );

    public static readonly FrozenSet<string> Formatting = Set("a b big code em font i nobr s small strike strong tt u");

    public static readonly FrozenSet<string> Blocks = Set(
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html iframe li listing main marquee menu nav object ol p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp applet head title textarea"
    );

    public static readonly FrozenSet<string> TableParts = Set("caption colgroup tbody td tfoot th thead tr");

    public static readonly FrozenSet<string> ScopeEnds = Set("applet caption html table td th marquee object template");

    /// <summary>Elements inside which the parser follows other rules: from the first of them on, nothing is taken as closed that is not.</summary>
    public static readonly FrozenSet<string> Tricky = Set(
        "svg math select template frameset noscript plaintext applet marquee object button"
    );

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
