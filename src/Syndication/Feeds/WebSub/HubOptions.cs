namespace Syndication.Feeds.WebSub;

/// <summary>The hub's terms and bounds.</summary>
public sealed class HubOptions
{
    /// <summary>Lease of a subscriber that asks for none; between the shortest and the longest.</summary>
    public TimeSpan DefaultLease { get; set; } = TimeSpan.FromDays(10);

    /// <summary>Shortest lease: a wish below it gets this one; 1 minute to 1 day.</summary>
    public TimeSpan ShortestLease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest lease: a wish above it gets this one; 1 day to 365 days.</summary>
    public TimeSpan LongestLease { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Requests of one kind under way at once, for each node; 1 to 1000.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>Of these, to one host; 1 to 100.</summary>
    public int ConnectionsPerHost { get; set; } = 4;

    /// <summary>Subscriptions of callbacks on one host; 1 to 1000000.</summary>
    public int SubscriptionsPerHost { get; set; } = 2_000;

    /// <summary>Verifications sent to one host within an hour; 1 to 100000.</summary>
    public int VerificationsPerHostAndHour { get; set; } = 200;

    /// <summary>Verifications that one network (IPv4 /24, IPv6 /48) can cause within an hour; 1 to 100000.</summary>
    public int VerificationsPerNetworkAndHour { get; set; } = 200;

    /// <summary>Verifications within an hour, whoever caused them; 1 to 1000000.</summary>
    public int VerificationsPerHour { get; set; } = 5_000;

    /// <summary>How long a callback that fails is tried before its subscription ends, from the first failure; 1 hour to 7 days.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Other hubs that are told of every change (<c>hub.mode=publish</c>), set as <c>Feeds:PingHubs</c>: absolute http(s) addresses.
    /// Beside our own hub, which the feeds name.
    /// </summary>
    public IList<string> PingHubs { get; set; } = [];
}
