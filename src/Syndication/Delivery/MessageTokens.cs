using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// The name that a message carries outside: in its Message-ID and in its envelope sender. It is a keyed hash of the message's key, so a
/// repeat has the same one and nobody can make one up; the row's number is in it, hidden, so that a bounce finds its row.
/// </summary>
/// <remarks>
/// Form: 32 lower-case letters and digits (mail servers may change case) of 12 bytes of HMAC over the key and 8 bytes of the row's number,
/// masked with an HMAC over the first part. Made with the store's first key, for good.
/// </remarks>
public sealed class MessageTokens(KeyRing keys)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int HashLength = 12;
    private const int TokenLength = 32;

    /// <summary>The token of a row.</summary>
    public string Make(long message, MessageKey key)
    {
        Span<byte> token = stackalloc byte[HashLength + sizeof(long)];
        Hash(key).CopyTo(token);
        BinaryPrimitives.WriteInt64BigEndian(token[HashLength..], message ^ Mask(token[..HashLength]));
        return Encode(token);
    }

    /// <summary>The row that a token was made for, or null for anything else.</summary>
    public async Task<Message?> FindAsync(PublicationDb db, string token, CancellationToken ct)
    {
        if (Decode(token) is not { } bytes)
            return null;
        var number = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(HashLength)) ^ Mask(bytes.AsSpan(0, HashLength));
        var message = await db.Set<Message>().SingleOrDefaultAsync(row => row.Id == number, ct);
        if (message is null)
            return null;
        var hash = Hash(new MessageKey(message.Stream, message.Group, message.Recipient));
        return CryptographicOperations.FixedTimeEquals(hash, bytes.AsSpan(0, HashLength)) ? message : null;
    }

    private byte[] Hash(MessageKey key)
    {
        Span<byte> data = stackalloc byte[1 + (2 * sizeof(long))];
        data[0] = (byte)key.Stream;
        BinaryPrimitives.WriteInt64BigEndian(data[1..], key.Group);
        BinaryPrimitives.WriteInt64BigEndian(data[(1 + sizeof(long))..], key.Recipient);
        return keys.Hash("message-id", data)[..HashLength];
    }

    private long Mask(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt64BigEndian(keys.Hash("message-number", hash));

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[TokenLength];
        for (var i = 0; i < TokenLength; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < (i * 5) + 5; bit++)
                value = (value << 1) | ((bytes[bit / 8] >> (7 - (bit % 8))) & 1);
            text[i] = Alphabet[value];
        }

        return new string(text);
    }

    private static byte[]? Decode(string token)
    {
        if (token.Length != TokenLength)
            return null;
        var bytes = new byte[HashLength + sizeof(long)];
        for (var i = 0; i < TokenLength; i++)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(token[i]), StringComparison.Ordinal);
            if (value < 0)
                return null;
            for (var bit = 0; bit < 5; bit++)
            {
                var position = (i * 5) + bit;
                bytes[position / 8] |= (byte)(((value >> (4 - bit)) & 1) << (7 - (position % 8)));
            }
        }

        return bytes;
    }
}
