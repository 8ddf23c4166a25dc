using Syndication.Delivery.Leases;

namespace Syndication.Delivery.Sending;

/// <summary>What all connections of one drain share.</summary>
internal sealed record SendingParts(
    LeasedQueue Queue,
    Preparer Preparer,
    LedgerWriter Writer,
    DeliveryMetrics Metrics,
    InDoubtPolicy Policy,
    TimeProvider Clock,
    ILogger Logger
);
