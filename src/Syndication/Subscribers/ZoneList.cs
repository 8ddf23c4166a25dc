namespace Syndication.Subscribers;

/// <summary>The time zones that a form offers, by region.</summary>
internal static class ZoneList
{
    /// <summary>The template's model; a chosen zone that is not in the list (an hour of its own, such as Etc/GMT-3) is added to it.</summary>
    public static IReadOnlyList<object> Model(string chosen)
    {
        var present = ZoneNames.Find(chosen) ?? chosen;
        return ZoneNames
            .Listed.Append(present)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .GroupBy(id => id.Contains('/') ? id[..id.IndexOf('/')] : id)
            .Select(
                object (region) =>
                    new
                    {
                        region = region.Key,
                        zones = region
                            .Select(id => new
                            {
                                value = id,
                                label = id[(id.IndexOf('/') + 1)..].Replace('_', ' '),
                                others = string.Join(' ', ZoneNames.Others[id]),
                                selected = id == present,
                            })
                            .ToList(),
                    }
            )
            .ToList();
    }
}
