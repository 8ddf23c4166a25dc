namespace Syndication.Subscribers;

/// <summary>The time zones that a form offers, by region.</summary>
internal static class ZoneList
{
    private static readonly Lazy<IReadOnlyList<string>> Names = new(() =>
        TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id == "UTC" || (id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList()
    );

    /// <summary>The template's model; a chosen zone that is not in the list (an older name) is added to it.</summary>
    public static IReadOnlyList<object> Model(string chosen) =>
        Names
            .Value.Append(chosen)
            .Distinct(StringComparer.Ordinal)
            .GroupBy(id => id.Contains('/') ? id[..id.IndexOf('/')] : id)
            .Select(
                object (region) =>
                    new
                    {
                        region = region.Key,
                        zones = region
                            .Order(StringComparer.Ordinal)
                            .Select(id => new
                            {
                                value = id,
                                label = id[(id.IndexOf('/') + 1)..].Replace('_', ' '),
                                selected = id == chosen,
                            })
                            .ToList(),
                    }
            )
            .ToList();
}
