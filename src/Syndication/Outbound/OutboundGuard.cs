using System.Net;
using Microsoft.Extensions.Options;

namespace Syndication.Outbound;

/// <summary>
/// Decides where requests to addresses that others chose may go: http(s), no user-info, to public addresses on the web's ports, to
/// <see cref="OutboundOptions.AllowedNetworks"/> on any port, and to our own address.
/// </summary>
internal sealed class OutboundGuard(IOptions<OutboundOptions> options, OwnAddress own)
{
    // Web servers listen here. Every other port belongs to something that is not to be spoken to in HTTP by a stranger's wish: mail,
    // databases, caches.
    private static readonly int[] WebPorts = [80, 443, 8080, 8443];

    private readonly IPNetwork[] allowed = [.. options.Value.AllowedNetworks.Select(NetworkRange.Parse).OfType<IPNetwork>()];

    /// <summary>What speaks against the address before anything is looked up; null: nothing yet.</summary>
    /// <remarks>Not the last word: a name is judged by the addresses behind it when the connection is made.</remarks>
    public RefusalReason? Judge(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            return RefusalReason.Scheme;
        if (address.UserInfo.Length > 0)
            return RefusalReason.UserInfo;
        // Where no network is let through, nothing behind such a name can be: it is not even looked up.
        if (allowed.Length == 0 && ReservedNames.Contains(address.IdnHost) && !own.Is(address.IdnHost, address.Port))
            return RefusalReason.Address;
        // Uri writes decimal, octal and hexadecimal IPv4 forms as four decimal numbers.
        return address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(address.IdnHost, out var literal)
            ? Judge(address.IdnHost, address.Port, literal)
            : null;
    }

    /// <summary>What speaks against a connection to one of the host's addresses; null: nothing.</summary>
    public RefusalReason? Judge(string host, int port, IPAddress address)
    {
        if (own.Is(host, port) || allowed.Any(range => range.Contains(Plain(address))))
            return null;
        if (ReservedNames.Contains(host) || !PublicAddresses.Contains(address))
            return RefusalReason.Address;
        return WebPorts.Contains(port) ? null : RefusalReason.Port;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
