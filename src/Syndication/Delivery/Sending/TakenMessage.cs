using Syndication.Delivery.Leases;

namespace Syndication.Delivery.Sending;

/// <summary>A row of the queue.</summary>
/// <param name="Lease">The row.</param>
/// <param name="Compose">Composes it from what was read when it was leased; null: nothing was.</param>
internal sealed record TakenMessage(LeasedMessage Lease, ComposeMessage? Compose);
