using System.Security.Cryptography;
using System.Text;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// Keeps subscribers' secrets unreadable in the tables, so that a look at them or an extract gives none away. The key is the store's own:
/// whoever has the whole store has them.
/// </summary>
/// <remarks>Form: nonce, tag, AES-256-GCM ciphertext.</remarks>
internal sealed class HubSecrets(KeyRing keys)
{
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    public byte[] Protect(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var stored = new byte[NonceLength + TagLength + plain.Length];
        var (nonce, tag, cipher) = Parts(stored);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = Cipher();
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        return stored;
    }

    public byte[] Reveal(byte[] stored)
    {
        var (nonce, tag, cipher) = Parts(stored);
        var plain = new byte[cipher.Length];
        using var aes = Cipher();
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
        return plain;
    }

    private AesGcm Cipher() => new(keys.Hash("websub-secrets", []), TagLength);

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] stored) =>
        (stored.AsMemory(0, NonceLength), stored.AsMemory(NonceLength, TagLength), stored.AsMemory(NonceLength + TagLength));
}
