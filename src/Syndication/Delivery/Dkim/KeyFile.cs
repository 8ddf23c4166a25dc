using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Syndication.Delivery.Dkim;

/// <summary>Reads private keys as OpenSSL writes them.</summary>
internal static class KeyFile
{
    private const string Ed25519 = "1.3.101.112";
    private const int OctetString = 0x04;

    /// <summary>Reads the first private key of a PEM file: PKCS#8, or PKCS#1 for RSA.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="key">The key; null when refused.</param>
    /// <param name="fault">The rule that the file breaks, as a half sentence without anything of its content; empty when taken.</param>
    public static bool TryRead(string path, out ISigningKey? key, out string fault)
    {
        key = null;
        fault = "";
        try
        {
            key = Find(File.ReadAllText(path), out fault);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = "is not there";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            fault = "cannot be read";
        }
        catch (CryptographicException)
        {
            fault = "holds a key that is broken";
        }

        return key is not null;
    }

    private static ISigningKey? Find(string text, out string fault)
    {
        for (ReadOnlySpan<char> rest = text; PemEncoding.TryFind(rest, out var pem); rest = rest[pem.Location.End..])
        {
            var content = Convert.FromBase64String(rest[pem.Base64Data].ToString());
            switch (rest[pem.Label])
            {
                case "PRIVATE KEY":
                    return FromPkcs8(content, out fault);
                case "RSA PRIVATE KEY":
                    return FromRsa(rsa => rsa.ImportRSAPrivateKey(content, out _), out fault);
                case "ENCRYPTED PRIVATE KEY":
                    fault = "is encrypted; the service has no passphrase for it";
                    return null;
            }
        }

        fault = "holds no private key in PEM";
        return null;
    }

    private static ISigningKey? FromPkcs8(byte[] content, out string fault)
    {
        var info = Pkcs8PrivateKeyInfo.Decode(content, out _);
        if (info.AlgorithmId.Value is not Ed25519)
            return FromRsa(rsa => rsa.ImportPkcs8PrivateKey(content, out _), out fault);

        // RFC 8410, section 7: the key is wrapped once more.
        var wrapped = info.PrivateKeyBytes.Span;
        var isWhole = wrapped is [OctetString, Ed25519SigningKey.SeedLength, ..] && wrapped.Length == 2 + Ed25519SigningKey.SeedLength;
        fault = isWhole ? "" : "holds a key that is broken";
        return isWhole ? new Ed25519SigningKey(wrapped[2..]) : null;
    }

    private static RsaSigningKey? FromRsa(Action<RSA> import, out string fault)
    {
        var rsa = RSA.Create();
        try
        {
            import(rsa);
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            fault = "holds a key that is neither RSA nor Ed25519, or is broken";
            return null;
        }

        var fits = rsa.KeySize is >= RsaSigningKey.LeastBits and <= RsaSigningKey.MostBits;
        fault = fits ? "" : $"holds an RSA key of {rsa.KeySize} bits, not between {RsaSigningKey.LeastBits} and {RsaSigningKey.MostBits}";
        if (fits)
            return new RsaSigningKey(rsa);
        rsa.Dispose();
        return null;
    }
}
