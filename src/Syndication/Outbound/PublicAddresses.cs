using System.Net;
using System.Net.Sockets;

namespace Syndication.Outbound;

/// <summary>
/// Which addresses are somebody's on the public internet: everything but the special-purpose blocks of IANA's registries (RFC 6890 and
/// those after it), seen through the forms in which an IPv6 address carries an IPv4 one.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] SpecialV4 =
    [
        Range("0.0.0.0/8"), // this network
        Range("10.0.0.0/8"), // private
        Range("100.64.0.0/10"), // carrier-grade NAT
        Range("127.0.0.0/8"), // loopback
        Range("168.63.129.16/32"), // Azure's own services, on every machine there
        Range("169.254.0.0/16"), // link-local, the clouds' metadata services among it
        Range("172.16.0.0/12"), // private
        Range("192.0.0.0/24"), // protocol assignments
        Range("192.0.2.0/24"), // documentation
        Range("192.88.99.0/24"), // 6to4 relays
        Range("192.168.0.0/16"), // private
        Range("198.18.0.0/15"), // benchmarks
        Range("198.51.100.0/24"), // documentation
        Range("203.0.113.0/24"), // documentation
        Range("224.0.0.0/4"), // multicast
        Range("240.0.0.0/4"), // reserved, broadcast
    ];

    // Whatever is not in here is loopback, link-local, unique local, multicast, an IPv4 form or not given out at all.
    private static readonly IPNetwork GlobalV6 = Range("2000::/3");

    private static readonly IPNetwork[] SpecialV6 =
    [
        Range("2001::/23"), // protocol assignments, Teredo among them
        Range("2001:db8::/32"), // documentation
        Range("2002::/16"), // 6to4
        Range("3fff::/20"), // documentation
    ];

    // DNS64 gives IPv6-only machines public IPv4 hosts in this form (RFC 6052), so it is as good as what it carries.
    private static readonly IPNetwork Nat64 = Range("64:ff9b::/96");

    /// <summary>Whether the address is public.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.AddressFamily is AddressFamily.InterNetwork)
            return !SpecialV4.Any(special => special.Contains(address));
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return false;
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address))
            return Contains(new IPAddress(address.GetAddressBytes().AsSpan(12, 4)));
        return GlobalV6.Contains(address) && !SpecialV6.Any(special => special.Contains(address));
    }

    private static IPNetwork Range(string text) => IPNetwork.Parse(text);
}
