using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Sameness;

/// <summary>What of an address's query decides which page is shown.</summary>
internal static partial class AddressQuery
{
    // Named by the services that add them; none of them chooses a page.
    private static readonly FrozenSet<string> Trackers = Set(
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid mkt_tok _hsenc _hsmi hsctatracking "
            + "__hstc __hssc __hsfp vero_id vero_conv oly_anon_id oly_enc_id rb_clickid s_cid ncid cmpid cmp sr_share smid smtyp xtor wt.mc_id wt_mc "
            + "at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 spm scid icid ocid cvid trk trkcampaign ck_subscriber_id "
            + "ml_subscriber ml_subscriber_hash _ga _gl guccounter guce_referrer guce_referrer_sig sessionid phpsessid jsessionid"
    );

    // Families of them.
    private static readonly string[] Prefixes =
    [
        "utm_",
        "mtm_",
        "matomo_",
        "pk_",
        "piwik_",
        "hsa_",
        "stm_",
        "itm_",
        "ns_",
        "__twitter_",
        "__s",
    ];

    // Words that pages also use for what they show: left out only where the value names a known way to a reader.
    private static readonly FrozenSet<string> Ways = Set("ref referrer referer source src from via share shared partner medium feature");

    private static readonly FrozenSet<string> Senders = Set(
        "twitter x tw t.co facebook fb ig instagram linkedin reddit whatsapp telegram pinterest mastodon bluesky bsky threads youtube tiktok google "
            + "googlenews google_news news bing yahoo flipboard feedly feedburner inoreader pocket apple applenews apple_news smartnews msn rss atom "
            + "feed feeds email e-mail mail newsletter newsletters nl digest push notification app ios android web mobile share sharing social "
            + "home homepage hp frontpage producthunt hackernews hn substack medium ghost mailchimp beehiiv"
    );

    // The same page in the light form for phones.
    private static readonly FrozenSet<string> Light = Set(
        "amp amp=1 amp=true amp= outputtype=amp outputtype=amp-type amp_js_v=0.1 usqp=mq331aq"
    );

    /// <summary>The query with what decides alone, in one order; empty where nothing does.</summary>
    /// <param name="query">With its question mark, or empty.</param>
    public static string Canonical(string query)
    {
        var kept = (query.StartsWith('?') ? query[1..] : query)
            .Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Where(Decides)
            .Select(pair => Escapes.Replace(pair, escape => escape.Value.ToUpperInvariant()))
            .Order(StringComparer.Ordinal)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return kept.Count == 0 ? "" : "?" + string.Join('&', kept);
    }

    private static bool Decides(string pair)
    {
        var folded = pair.ToLowerInvariant();
        var equals = folded.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? (folded, "") : (folded[..equals], folded[(equals + 1)..]);
        return name.Length > 0
            && !Trackers.Contains(name)
            && !Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            && !Light.Contains(folded)
            && !(Ways.Contains(name) && IsSender(value));
    }

    // "newsletter-2026-11", "twitter_share": the first word tells.
    private static bool IsSender(string value) =>
        value.Length == 0 || Senders.Contains(value) || Senders.Contains(FirstWord.Match(value).Value);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex("%[0-9A-Fa-f]{2}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Escapes { get; }

    [GeneratedRegex("^[a-z]+", RegexOptions.CultureInvariant, 100)]
    private static partial Regex FirstWord { get; }
}
