using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Syndication.Delivery;
using Syndication.Delivery.Dkim;

namespace Syndication.Tests.Support;

/// <summary>Key files in a folder of their own, and what the DNS would say of them.</summary>
internal sealed class SigningKeys : DkimPublicKeyLocatorBase, IDisposable
{
    private static readonly string Rsa = RSA.Create(2048).ExportPkcs8PrivateKeyPem();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-keys-").FullName;

    public SigningKeys()
    {
        RsaFile = Write("rsa.pem", Rsa);
        Ed25519File = Write("ed25519.pem", Ed25519Pem());
    }

    public string RsaFile { get; }

    public string Ed25519File { get; }

    /// <summary>Options that sign with both kinds.</summary>
    public DeliveryOptions Both(string domain = "news.test") =>
        new() { Dkim = [Key(domain, "r1", RsaFile), Key(domain, "e1", Ed25519File)] };

    public DeliveryOptions RsaAlone(string domain = "news.test") => new() { Dkim = [Key(domain, "r1", RsaFile)] };

    public static DkimOptions Key(string domain, string selector, string file) =>
        new()
        {
            Domain = domain,
            Selector = selector,
            PrivateKeyFile = file,
        };

    public string Write(string name, string content)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, content);
        return file;
    }

    /// <summary>What is published for a selector: those of RSA keys begin with an <c>r</c>.</summary>
    public string Record(string selector)
    {
        Assert.True(KeyFile.TryRead(selector[0] == 'r' ? RsaFile : Ed25519File, out var key, out var fault), fault);
        return "v=DKIM1; " + key!.PublicRecord;
    }

    /// <summary>Whether MimeKit's verifier takes each of the message's signatures, top to bottom.</summary>
    public IReadOnlyList<bool> Verify(byte[] mail)
    {
        using var message = MailBench.Parse(mail);
        var verifier = new DkimVerifier(this);
        return [.. message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Select(header => verifier.Verify(message, header))];
    }

    public override AsymmetricKeyParameter LocatePublicKey(
        string methods,
        string domain,
        string selector,
        CancellationToken cancellationToken = default
    ) => GetPublicKey(Record(selector));

    public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
        string methods,
        string domain,
        string selector,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(GetPublicKey(Record(selector)));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // RFC 8410, section 7, in the one form that it has for a key without attributes.
    private static string Ed25519Pem()
    {
        byte[] info = [.. Convert.FromHexString("302e020100300506032b657004220420"), .. RandomNumberGenerator.GetBytes(32)];
        return PemEncoding.WriteString("PRIVATE KEY", info);
    }
}
