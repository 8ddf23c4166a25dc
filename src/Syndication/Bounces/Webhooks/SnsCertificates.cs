using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Syndication.Outbound;

namespace Syndication.Bounces.Webhooks;

/// <summary>The certificates that SNS publishes, each asked for once.</summary>
internal sealed class SnsCertificates(OutboundClient outbound, TimeProvider clock) : IDisposable
{
    private const int MostKept = 20;
    private const int MostBytes = 16 * 1024;

    private readonly ConcurrentDictionary<Uri, X509Certificate2> kept = new();
    private readonly SemaphoreSlim one = new(1);

    /// <summary>The certificate at an address that is known to be SNS's own.</summary>
    /// <returns>Null: there is none now, or its time is over.</returns>
    public async Task<X509Certificate2?> FindAsync(Uri address, CancellationToken ct)
    {
        var certificate = kept.TryGetValue(address, out var known) ? known : await FetchAsync(address, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return certificate is not null && certificate.NotBefore.ToUniversalTime() <= now && certificate.NotAfter.ToUniversalTime() >= now
            ? certificate
            : null;
    }

    /// <summary>Keeps a certificate.</summary>
    internal void Keep(Uri address, X509Certificate2 certificate)
    {
        if (kept.Count >= MostKept)
            kept.Clear();
        kept[address] = certificate;
    }

    public void Dispose() => one.Dispose();

    // One at a time: who sends a thousand addresses gets no thousand requests made at once.
    private async Task<X509Certificate2?> FetchAsync(Uri address, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (kept.TryGetValue(address, out var known))
                return known;
            var outcome = await outbound.SendAsync(
                new OutboundRequest
                {
                    Method = HttpMethod.Get,
                    Address = address,
                    MaxBodyBytes = MostBytes,
                },
                ct
            );
            if (outcome is not OutboundOutcome.Answered { IsSuccess: true, IsWhole: true } answer)
                return null;
            var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(answer.Body.Span));
            Keep(address, certificate);
            return certificate;
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            one.Release();
        }
    }
}
