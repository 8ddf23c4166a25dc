using System.Net;

namespace Syndication.Outbound;

/// <summary>Finds the addresses behind a host's name. <see cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/> outside of tests.</summary>
/// <exception cref="System.Net.Sockets.SocketException">The name leads nowhere.</exception>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken ct);
