using System.Collections.Frozen;

namespace Syndication.Feeds;

/// <summary>
/// Languages as XML feeds name them. Validators and readers know the codes of ISO 639-1 and 639-2 only, so a language that has none of
/// its own goes by the one that ISO 639-3 counts it to, and a code that was withdrawn by its successor.
/// </summary>
internal static class FeedLanguage
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["he"] = "iw",
        ["id"] = "in",
        ["yi"] = "ji ydd yih",
        ["jv"] = "jw",
        ["zh"] = "cmn yue wuu nan hak gan hsn lzh cdo cjy mnp czo",
        ["ar"] = "arb arz ary apc ajp apd acm acw acx aeb afb arq ars ayl ayn shu",
        ["fa"] = "pes prs",
        ["ku"] = "ckb kmr sdh",
        ["az"] = "azj azb",
        ["de"] = "gsw bar",
        ["et"] = "ekk vro",
        ["lv"] = "lvs ltg",
        ["mn"] = "khk",
        ["ms"] = "zsm zlm",
        ["mg"] = "plt",
        ["ne"] = "npi",
        ["om"] = "gaz orc",
        ["or"] = "ory",
        ["pa"] = "pnb",
        ["ps"] = "pbt pbu pst",
        ["sq"] = "als aln",
        ["sh"] = "hbs",
        ["sw"] = "swh swc",
        ["uz"] = "uzn uzs",
    }
        .SelectMany(pair => pair.Value.Split(' ').Select(code => (Code: code, Name: pair.Key)))
        .ToFrozenDictionary(pair => pair.Code, pair => pair.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The tag with a primary subtag that readers know.</summary>
    /// <param name="tag">A BCP 47 tag.</param>
    public static string Of(string tag)
    {
        var end = tag.IndexOf('-', StringComparison.Ordinal);
        var primary = end < 0 ? tag : tag[..end];
        return Known.TryGetValue(primary, out var name) ? name + tag[primary.Length..] : tag;
    }
}
