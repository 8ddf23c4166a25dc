namespace Syndication.Delivery.Relays;

/// <summary>One relay as the senders see it.</summary>
internal sealed class Relay(RelayOptions options, IRelayTransport transport, TimeProvider clock)
{
    /// <summary>Its name in ledger, logs and metrics.</summary>
    public string Name { get; } = options.EffectiveName;

    /// <summary>Its limits.</summary>
    public RelayOptions Options => options;

    /// <summary>How connections to it are opened.</summary>
    public IRelayTransport Transport => transport;

    /// <summary>Whether it is at fault.</summary>
    public RelayBreaker Breaker { get; } = new(clock);

    /// <summary>How fast it may be fed.</summary>
    public TokenBucket Rate { get; } = new(options.MessagesPerSecond, clock);

    /// <summary>Most connections to it right now.</summary>
    public int Room => Math.Min(options.MaxConnections ?? int.MaxValue, Breaker.Lets);
}
