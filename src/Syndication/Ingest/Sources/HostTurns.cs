namespace Syndication.Ingest.Sources;

/// <summary>
/// Who may be asked now: so many fetches at once in total, few to one host and not too soon after each other, and of the total only a part to
/// sources that failed last time or were slow, so that those which hardly answer leave room, in total and at their host. Not for several threads.
/// </summary>
internal sealed class HostTurns(PullOptions options)
{
    private const int TryingPart = 4;

    private readonly Dictionary<string, HostUse> hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, DueSource> taken = [];
    private readonly int mostTrying = Math.Max(1, options.Connections / TryingPart);
    private int trying;

    /// <summary>Fetches that may still be begun.</summary>
    public int Free => options.Connections - taken.Count;

    /// <summary>Hosts that are not to be asked now.</summary>
    public IReadOnlyList<string> Resting(DateTimeOffset now)
    {
        foreach (var (host, use) in hosts.Where(pair => pair.Value.UnderWay == 0 && pair.Value.RestsUntil <= now).ToList())
            hosts.Remove(host);
        return [.. hosts.Where(pair => IsResting(pair.Value, now)).Select(pair => pair.Key)];
    }

    /// <summary>When a host that was asked lately may be asked again, the earliest of all; null: it is not the gap that keeps any.</summary>
    public DateTimeOffset? NextTurn(DateTimeOffset now) =>
        hosts
            .Values.Where(use => use.UnderWay < options.ConnectionsPerHost && use.RestsUntil > now)
            .Min(use => (DateTimeOffset?)use.RestsUntil);

    /// <summary>Takes the source's turn, if it has one now.</summary>
    public bool TryTake(DueSource source, DateTimeOffset now)
    {
        var use = hosts.GetValueOrDefault(source.Host);
        if (Free <= 0 || IsResting(use, now) || (source.IsTrying && IsFull(use)) || !taken.TryAdd(source.Id, source))
            return false;
        hosts[source.Host] = new HostUse(use.UnderWay + 1, use.Trying + (source.IsTrying ? 1 : 0), now + options.HostGap);
        trying += source.IsTrying ? 1 : 0;
        return true;
    }

    /// <summary>Gives a turn back.</summary>
    public void Release(DueSource source) => Release(source.Id);

    /// <inheritdoc cref="Release(DueSource)"/>
    public void Release(long id)
    {
        if (!taken.Remove(id, out var source))
            return;
        var use = hosts[source.Host];
        hosts[source.Host] = use with { UnderWay = use.UnderWay - 1, Trying = use.Trying - (source.IsTrying ? 1 : 0) };
        trying -= source.IsTrying ? 1 : 0;
    }

    private bool IsResting(HostUse use, DateTimeOffset now) => use.UnderWay >= options.ConnectionsPerHost || use.RestsUntil > now;

    // One of a host's connections is never theirs, where it has more than one.
    private bool IsFull(HostUse use) => trying >= mostTrying || use.Trying >= Math.Max(1, options.ConnectionsPerHost - 1);

    private readonly record struct HostUse(int UnderWay, int Trying, DateTimeOffset RestsUntil);
}
