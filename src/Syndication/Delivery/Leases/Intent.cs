namespace Syndication.Delivery.Leases;

/// <summary>Leased to sending: from here on a relay may have the message. What it is granted by is in <see cref="Intents"/>.</summary>
/// <param name="Lease">The row.</param>
/// <param name="Relay">Where it will be sent.</param>
/// <param name="Recipient">Keyed hash of the address.</param>
/// <param name="Version">Version of the content.</param>
/// <param name="At">Now.</param>
internal sealed record Intent(LeasedMessage Lease, string Relay, byte[] Recipient, int Version, DateTimeOffset At) : Transition(Lease)
{
    /// <summary>An intent that cannot be written is dropped: nothing was sent.</summary>
    public override bool MustBeWritten => false;
}
