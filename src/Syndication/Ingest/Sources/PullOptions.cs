namespace Syndication.Ingest.Sources;

/// <summary>How sources are pulled.</summary>
public sealed class PullOptions
{
    /// <summary>Shortest time between two fetches of a source that has no <c>Every</c>; 1 minute to 1 day.</summary>
    public TimeSpan Shortest { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time between two fetches of a source that has no <c>Every</c>; 1 hour to 7 days.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Most fetches under way at once, for each node; 1 to 1000.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>Of these, to one host; 1 to 10.</summary>
    public int ConnectionsPerHost { get; set; } = 2;

    /// <summary>Least time from the beginning of one fetch to the next one's at the same host; up to 1 minute.</summary>
    public TimeSpan HostGap { get; set; } = TimeSpan.FromSeconds(1);
}
