using Syndication.Delivery.Leases;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Sending;

/// <summary>A leased row with its mail.</summary>
/// <param name="Lease">The row.</param>
/// <param name="Mail">The mail.</param>
/// <param name="Recipient">Keyed hash of the address, for the fence.</param>
/// <param name="Version">Version of the content.</param>
/// <param name="PreparedAt">When, by the clock's timestamp.</param>
internal sealed record PreparedMessage(LeasedMessage Lease, PreparedMail Mail, byte[] Recipient, int Version, long PreparedAt);
