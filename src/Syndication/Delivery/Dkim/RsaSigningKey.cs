using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Syndication.Delivery.Dkim;

/// <summary>An RSA key, held by the platform's library.</summary>
/// <param name="rsa">The key; used from now on only here.</param>
internal sealed class RsaSigningKey(RSA rsa) : ISigningKey
{
    /// <summary>RFC 8301, section 3.2: a signature by a shorter one is worth nothing.</summary>
    public const int LeastBits = 1024;

    /// <summary>What signers should use at least (same section).</summary>
    public const int RecommendedBits = 2048;

    /// <summary>The longest that verifiers must know (same section).</summary>
    public const int MostBits = 4096;

    // One instance is not promised to serve two threads: each sender takes one, and there are as many as ever signed at once.
    private readonly ConcurrentBag<RSA> idle = [rsa];
    private readonly RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: true);

    /// <inheritdoc/>
    public string Algorithm => "rsa-sha256";

    /// <inheritdoc/>
    public string PublicRecord { get; } = "k=rsa; p=" + Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());

    /// <summary>Length of its modulus.</summary>
    public int Bits { get; } = rsa.KeySize;

    /// <inheritdoc/>
    public byte[] Sign(byte[] hash)
    {
        var mine = idle.TryTake(out var free) ? free : RSA.Create(parameters);
        try
        {
            return mine.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            idle.Add(mine);
        }
    }
}
