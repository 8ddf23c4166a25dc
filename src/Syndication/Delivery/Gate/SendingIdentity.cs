using Microsoft.Extensions.Options;
using Syndication.Delivery.Dkim;
using Syndication.Delivery.Mails;
using Syndication.Publication;

namespace Syndication.Delivery.Gate;

/// <summary>Who the publication's mail says that it is from, and by which relays it goes: what the world's answers are held against.</summary>
/// <param name="From">Domain of From, in IDNA's ASCII form.</param>
/// <param name="Envelope">Domain of the envelope sender.</param>
/// <param name="Keys">The keys that sign for <paramref name="From"/>, with what the DNS must say of each.</param>
/// <param name="Hosts">The relays that are neither this machine nor a directory.</param>
/// <param name="GoesOut">Whether any mail is handed to a server at all.</param>
internal sealed record SendingIdentity(
    string From,
    string Envelope,
    IReadOnlyList<(KeyName Name, string Record)> Keys,
    IReadOnlyList<string> Hosts,
    bool GoesOut
)
{
    /// <summary>Whether anybody beyond this machine and its neighbours gets the mail from us.</summary>
    public bool IsSeen => Hosts.Count > 0;

    /// <summary>Reads it from the settings.</summary>
    public static SendingIdentity Of(IOptions<PublicationOptions> publication, IOptions<DeliveryOptions> delivery, DkimSigners signers)
    {
        var sender = SenderAddress.Parse(publication.Value.Sender).ToMailbox().GetAddress(idnEncode: true);
        var from = DomainOf(sender);
        var servers = delivery.Value.Relays.FindAll(relay => relay.Kind == RelayKind.Smtp);
        return new SendingIdentity(
            from,
            delivery.Value.ReturnPathDomain.Length > 0 ? DomainOf(ReturnPath.Make("x", delivery.Value.ReturnPathDomain)) : from,
            signers.Published(from),
            [
                .. servers
                    .Where(relay => !relay.IsLoopback)
                    .Select(relay => relay.Host.Trim('[', ']'))
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            servers.Count > 0
        );
    }

    /// <summary>The domain of an address, lower-case, in IDNA's ASCII form.</summary>
    public static string DomainOf(string address)
    {
        var ascii = MailAddressRules.TryParse(address, out var parsed, out _) ? parsed : address;
        return ascii[(ascii.LastIndexOf('@') + 1)..].ToLowerInvariant();
    }
}
