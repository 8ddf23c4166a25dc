using Syndication.Delivery;
using Syndication.Delivery.Gate;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>Whom a report is about.</summary>
/// <param name="Message">The row that it names.</param>
/// <param name="Reader">Whose it was; tracked by the transaction.</param>
/// <param name="Address">Where it went; null: the reader has another address since, and nothing says what this one was.</param>
/// <param name="IsOwn">Whether that address is the reader's; a mail that asks for a move goes to one that may be a stranger's.</param>
/// <param name="IsByQueue">Known by the relay's number for it alone.</param>
internal sealed record ReportSubject(Message Message, Subscriber Reader, string? Address, bool IsOwn, bool IsByQueue)
{
    /// <summary>The receiving domain; empty: not known.</summary>
    public string Domain => Address is null ? "" : SendingIdentity.DomainOf(Address);
}
