using System.Net;
using System.Net.Sockets;

namespace Syndication.Outbound;

/// <summary>Networks as operators write them.</summary>
internal static class NetworkRange
{
    /// <summary>The range that <paramref name="text"/> names, an address alone being a range of one; null where it names none.</summary>
    public static IPNetwork? Parse(string text)
    {
        if (!text.Contains('/', StringComparison.Ordinal))
        {
            return IPAddress.TryParse(text, out var one)
                ? new IPNetwork(one, one.AddressFamily is AddressFamily.InterNetwork ? 32 : 128)
                : null;
        }

        return IPNetwork.TryParse(text, out var range) ? range : null;
    }
}
