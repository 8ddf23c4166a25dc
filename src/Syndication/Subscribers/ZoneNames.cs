namespace Syndication.Subscribers;

/// <summary>The names of time zones: one for each zone, whichever of its names somebody gives.</summary>
/// <remarks>
/// Browsers keep names that the tz database gave up long ago: Chromium calls the zone of India <c>Asia/Calcutta</c>, and lists that are moved
/// here do the same.
/// </remarks>
internal static class ZoneNames
{
    /// <summary>
    /// What browsers report (CLDR never changes a name), by the place's present name. The tz database's own links would lead some of them to
    /// another place of the same hours, and come in part in a package of their own (tzdata-legacy).
    /// </summary>
    private static readonly (string Older, string Newer)[] Reported =
    [
        ("Africa/Asmera", "Africa/Asmara"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("America/Catamarca", "America/Argentina/Catamarca"),
        ("America/Coral_Harbour", "America/Atikokan"),
        ("America/Cordoba", "America/Argentina/Cordoba"),
        ("America/Godthab", "America/Nuuk"),
        ("America/Indianapolis", "America/Indiana/Indianapolis"),
        ("America/Jujuy", "America/Argentina/Jujuy"),
        ("America/Louisville", "America/Kentucky/Louisville"),
        ("America/Mendoza", "America/Argentina/Mendoza"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Asia/Katmandu", "Asia/Kathmandu"),
        ("Asia/Rangoon", "Asia/Yangon"),
        ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
        ("Atlantic/Faeroe", "Atlantic/Faroe"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Pacific/Enderbury", "Pacific/Kanton"),
        ("Pacific/Ponape", "Pacific/Pohnpei"),
        ("Pacific/Truk", "Pacific/Chuuk"),
        ("Etc/UTC", "UTC"),
        ("Etc/UCT", "UTC"),
        ("Etc/GMT", "UTC"),
        ("Etc/GMT0", "UTC"),
        ("Etc/GMT+0", "UTC"),
        ("Etc/GMT-0", "UTC"),
        ("Etc/Greenwich", "UTC"),
        ("Etc/Universal", "UTC"),
        ("Etc/Zulu", "UTC"),
        ("GMT", "UTC"),
    ];

    private static readonly Lazy<HashSet<string>> Names = new(() =>
        TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Append("UTC")
            .ToHashSet(StringComparer.Ordinal)
    );

    private static readonly Lazy<Dictionary<string, string>> Links = new(() => Resolve(Listed, Reported.Concat(SystemLinks())));

    /// <summary>The names that a form offers.</summary>
    public static IReadOnlySet<string> Listed => Names.Value;

    /// <summary>The other names of what a form offers, by the name that it offers.</summary>
    public static ILookup<string, string> Others { get; } =
        Links.Value.ToLookup(link => link.Value, link => link.Key, StringComparer.Ordinal);

    /// <summary>The zone's present IANA name; null: there is no such zone. Windows names, which the platform would take, are not kept.</summary>
    public static string? Find(string name) =>
        Listed.Contains(name) ? name
        : Links.Value.GetValueOrDefault(name) is { } present ? present
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name ? name
        : null;

    /// <summary>Leads each name that is not listed to the one that is; of two that claim a name, the first has it.</summary>
    /// <remarks>A server whose tz database is older than a browser's lists the older name: links lead both ways.</remarks>
    internal static Dictionary<string, string> Resolve(IReadOnlySet<string> listed, IEnumerable<(string Older, string Newer)> links)
    {
        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (older, newer) in links)
        {
            if (listed.Contains(newer) && !listed.Contains(older))
                resolved.TryAdd(older, newer);
            else if (listed.Contains(older) && !listed.Contains(newer))
                resolved.TryAdd(newer, older);
        }

        return resolved;
    }

    // "L NEWER OLDER": what was renamed after this was written. Not every system has the file.
    private static IEnumerable<(string Older, string Newer)> SystemLinks()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("TZDIR") ?? "/usr/share/zoneinfo", "tzdata.zi");
        if (!File.Exists(file))
            yield break;
        foreach (var line in File.ReadLines(file))
        {
            if (line.Split(' ') is ["L", var newer, var older])
                yield return (older, newer);
        }
    }
}
