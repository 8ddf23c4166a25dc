using Syndication.Delivery.Figures;
using Syndication.Delivery.Gate;
using Syndication.Delivery.Leases;
using Syndication.Delivery.Relays;

namespace Syndication.Delivery.Sending;

/// <summary>What all connections of one drain share.</summary>
internal sealed record SendingParts(
    LeasedQueue Queue,
    Preparer Preparer,
    LedgerWriter Writer,
    DomainPacing Pacing,
    DeliveryMetrics Metrics,
    FigureCounts Figures,
    Brake Brake,
    InDoubtPolicy Policy,
    TimeSpan InTime,
    TimeProvider Clock
);
