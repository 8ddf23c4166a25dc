using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Syndication.Tests.Outbound;

namespace Syndication.Tests.Bounces.Webhooks;

/// <summary>SNS's own server, by https on port 443 of a loopback address, with a certificate of an authority of the tests.</summary>
internal sealed class SnsPlace : IAsyncDisposable
{
    public const string Host = "sns.eu-west-1.amazonaws.com";
    private static readonly DateTimeOffset From = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 certificate;
    private readonly Task accepting;

    /// <param name="name">Whom its certificate names.</param>
    public SnsPlace(string name = Host)
    {
        authority = Authority();
        certificate = Certificate(authority, name);
        listener = new TcpListener(Address, 443);
        listener.Start();
        accepting = AcceptAsync();
    }

    public static IPAddress Address { get; } = IPAddress.Parse("127.77.0.1");

    /// <summary>What it answers to each path and query.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Paths and queries that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Trusts the authority and no other.</summary>
    public X509ChainPolicy Trust =>
        new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
        authority.Dispose();
        certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(certificate);
                if (await LoopbackRequest.ReadAsync(stream, stopping.Token) is not { } request)
                    return;
                Asked.Enqueue(request.Target);
                var body = Answer(request.Target);
                var status = body is null ? "404 Not Found" : "200 OK";
                var text = $"HTTP/1.1 {status}\r\nContent-Length: {body?.Length ?? 0}\r\nConnection: close\r\n\r\n{body}";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stopping.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client left first.
            }
        }
    }

    private static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=An authority of the tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(From, Until);
    }

    private static X509Certificate2 Certificate(X509Certificate2 authority, string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var signed = request.Create(authority, From, Until, [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }
}
