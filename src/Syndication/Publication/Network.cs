using System.Net;
using System.Net.Sockets;
using System.Text;
using Syndication.Storage;

namespace Syndication.Publication;

/// <summary>The part of a client's address that one person or household holds: IPv4 /24, IPv6 /48. Empty: not known.</summary>
/// <remarks>
/// A loopback address is a reverse proxy that does not say whom it speaks for: to count it would shut the door for everybody after the
/// first few, so it is not known.
/// </remarks>
internal readonly record struct Network(string Prefix)
{
    public static Network Of(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
            return new Network("");
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var length = plain.AddressFamily is AddressFamily.InterNetwork ? 3 : 6;
        return new Network(Convert.ToHexString(plain.GetAddressBytes().AsSpan(0, length)));
    }

    /// <summary>What it is counted under, so that no address is stored; null where it is not known.</summary>
    public byte[]? Hash(KeyRing keys) => Prefix.Length == 0 ? null : keys.Hash("network", Encoding.UTF8.GetBytes(Prefix));
}
