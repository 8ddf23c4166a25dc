using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Syndication.Outbound;

/// <summary>
/// Opens connections for requests to addresses that others chose. A name is looked up once and the connection goes to an address of that
/// answer which the guard let through: between check and connection there is no second answer that could differ.
/// </summary>
internal sealed class GuardedConnector(OutboundGuard guard, NameLookup lookup, ServerTrust trust)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A handler whose every connection is made here; it follows no redirect, uses no proxy, keeps no cookie, decompresses nothing.</summary>
    public SocketsHttpHandler CreateHandler() =>
        new()
        {
            ConnectCallback = async (context, ct) => await ConnectAsync(context.DnsEndPoint, ct),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            SslOptions = { CertificateChainPolicy = trust.Policy },
            ConnectTimeout = ConnectTimeout,
            // A name that moves is looked up again before long.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            // Validators are sent back byte by byte as they came, whatever they are made of: headers are read as Latin-1.
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };

    private async Task<Stream> ConnectAsync(DnsEndPoint target, CancellationToken ct)
    {
        var found = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await lookup(target.Host, ct);
        var refusal = RefusalReason.Address;
        SocketException? fault = null;
        foreach (var address in found)
        {
            if (guard.Judge(target.Host, target.Port, address) is { } reason)
            {
                refusal = reason;
                continue;
            }

            try
            {
                return await ConnectAsync(address, target.Port, ct);
            }
            catch (SocketException unreachable)
            {
                fault = unreachable;
            }
        }

        throw fault ?? (Exception)new RefusedConnectionException(refusal);
    }

    private static async Task<Stream> ConnectAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
