using System.Collections.Frozen;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Names of zones in dates, which mean an offset there and nothing else (RFC 5322, 4.3, and what the wild adds).</summary>
internal static class ZoneNames
{
    private static readonly FrozenDictionary<string, int> Minutes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["WET"] = 0,
        ["Z"] = 0,
        ["AT"] = -240,
        ["AST"] = -240,
        ["ADT"] = -180,
        ["ET"] = -300,
        ["EST"] = -300,
        ["EDT"] = -240,
        ["CT"] = -360,
        ["CST"] = -360,
        ["CDT"] = -300,
        ["MT"] = -420,
        ["MST"] = -420,
        ["MDT"] = -360,
        ["PT"] = -480,
        ["PST"] = -480,
        ["PDT"] = -420,
        ["AKST"] = -540,
        ["AKDT"] = -480,
        ["HST"] = -600,
        ["NST"] = -210,
        ["NDT"] = -150,
        ["BRT"] = -180,
        ["ART"] = -180,
        ["CLT"] = -240,
        ["BST"] = 60,
        ["WEST"] = 60,
        ["CET"] = 60,
        ["MET"] = 60,
        ["MEZ"] = 60,
        ["CEST"] = 120,
        ["MEST"] = 120,
        ["MESZ"] = 120,
        ["EET"] = 120,
        ["SAST"] = 120,
        ["EEST"] = 180,
        ["MSK"] = 180,
        ["MSD"] = 240,
        ["IST"] = 330,
        ["WIB"] = 420,
        ["HKT"] = 480,
        ["SGT"] = 480,
        ["AWST"] = 480,
        ["JST"] = 540,
        ["KST"] = 540,
        ["ACST"] = 570,
        ["ACDT"] = 630,
        ["AEST"] = 600,
        ["AEDT"] = 660,
        ["NZST"] = 720,
        ["NZDT"] = 780,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Minutes east of Greenwich; null for a name that is not known.</summary>
    public static int? Of(ReadOnlySpan<char> name) =>
        Minutes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var minutes) ? minutes : null;
}
