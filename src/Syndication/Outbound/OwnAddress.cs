using System.Net;

namespace Syndication.Outbound;

/// <summary>The address that the service itself is reached under: let through wherever its name leads, and named in the User-Agent.</summary>
/// <param name="Value">Absolute http(s) address.</param>
internal sealed record OwnAddress(Uri Value)
{
    /// <summary>Whether others can reach it: neither a private address nor a name that is nobody's on the public internet.</summary>
    public bool IsPublic =>
        IPAddress.TryParse(Value.IdnHost, out var literal) ? PublicAddresses.Contains(literal) : !ReservedNames.Contains(Value.IdnHost);

    /// <summary>Whether a connection to this host and port is one to ourselves.</summary>
    public bool Is(string host, int port) => port == Value.Port && string.Equals(host, Value.IdnHost, StringComparison.OrdinalIgnoreCase);
}
