using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Syndication.Delivery.Dkim;

/// <summary>An Ed25519 key. The platform has no such algorithm, so this one is managed code.</summary>
/// <param name="seed">The private key's 32 bytes.</param>
internal sealed class Ed25519SigningKey(ReadOnlySpan<byte> seed) : ISigningKey
{
    /// <summary>Bytes of a private key (RFC 8032, section 5.1.5).</summary>
    public const int SeedLength = 32;

    private readonly Ed25519PrivateKeyParameters key = new(seed);

    /// <inheritdoc/>
    public string Algorithm => "ed25519-sha256";

    /// <summary>Unlike RSA's, the bare key (RFC 8463, section 4.2).</summary>
    public string PublicRecord => "k=ed25519; p=" + Convert.ToBase64String(key.GeneratePublicKey().GetEncoded());

    /// <summary>The hash itself is the message that is signed (RFC 8463, section 3).</summary>
    public byte[] Sign(byte[] hash)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(hash, 0, hash.Length);
        return signer.GenerateSignature();
    }
}
