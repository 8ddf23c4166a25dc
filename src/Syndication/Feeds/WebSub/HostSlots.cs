namespace Syndication.Feeds.WebSub;

/// <summary>Counts requests under way, in total and by host. Not for several threads.</summary>
internal sealed class HostSlots(int total, int perHost)
{
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Requests that may still be begun.</summary>
    public int Free => total - taken.Values.Sum();

    /// <summary>Hosts that have as many as they may.</summary>
    public IReadOnlyList<string> Busy => [.. taken.Where(pair => pair.Value >= perHost).Select(pair => pair.Key)];

    /// <summary>Those of the candidates, in their order, that fit; takes a slot for each.</summary>
    public List<T> Take<T>(IEnumerable<T> candidates, Func<T, string> hostOf)
    {
        var chosen = new List<T>();
        foreach (var candidate in candidates)
        {
            var host = hostOf(candidate);
            if (Free == 0)
                break;
            if (taken.GetValueOrDefault(host) >= perHost)
                continue;
            taken[host] = taken.GetValueOrDefault(host) + 1;
            chosen.Add(candidate);
        }

        return chosen;
    }

    /// <summary>Gives a slot back.</summary>
    public void Release(string host)
    {
        if (--taken[host] == 0)
            taken.Remove(host);
    }
}
