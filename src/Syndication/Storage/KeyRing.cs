using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage;

/// <summary>
/// Makes and checks purpose-bound tokens and keyed hashes with the store's own keys, which are in the backup and the same on every
/// node. A token made for one purpose opens for no other.
/// </summary>
/// <remarks>Form: base64url of key id (1 byte), payload, HMAC-SHA256 over purpose and payload cut to 16 bytes (RFC 2104, section 5).</remarks>
public sealed class KeyRing(Func<PublicationDb> open, WriteGate gate, IStoreEngine engine, TimeProvider clock)
{
    private const int MacLength = 16;
    private IReadOnlyDictionary<byte, byte[]> secrets = new Dictionary<byte, byte[]>();
    private byte current;

    /// <summary>Reads the keys, and makes the first one in an empty store. Called before anything is signed.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(WritePriority.Normal, ct);
        await using var db = open();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await engine.BeginWriteAsync(db, WritePriority.Normal, ct);
        if (!await db.Set<SigningKey>().AnyAsync(ct))
        {
            db.Add(
                new SigningKey
                {
                    Id = 1,
                    Secret = RandomNumberGenerator.GetBytes(32),
                    CreatedAt = clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(ct);
        }

        var keys = await db.Set<SigningKey>().AsNoTracking().ToListAsync(ct);
        await transaction.CommitAsync(ct);
        secrets = keys.ToDictionary(key => key.Id, key => key.Secret);
        current = keys.Max(key => key.Id);
    }

    /// <summary>A token that carries <paramref name="payload"/> in the clear and cannot be made without the key.</summary>
    public string Seal(string purpose, ReadOnlySpan<byte> payload)
    {
        var token = new byte[1 + payload.Length + MacLength];
        token[0] = current;
        payload.CopyTo(token.AsSpan(1));
        Mac(current, purpose, payload).AsSpan(0, MacLength).CopyTo(token.AsSpan(1 + payload.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The payload, or null for anything that was not sealed for this purpose. Takes the same time either way.</summary>
    public byte[]? Open(string purpose, string token)
    {
        if (token.Length > 400 || TokenText.Read(token) is not { Length: >= 1 + MacLength } bytes || !secrets.ContainsKey(bytes[0]))
            return null;
        var payload = bytes.AsSpan(1, bytes.Length - 1 - MacLength);
        var expected = Mac(bytes[0], purpose, payload).AsSpan(0, MacLength);
        return CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(bytes.Length - MacLength)) ? payload.ToArray() : null;
    }

    /// <summary>A keyed hash (32 bytes) that stays the same for the life of the store, for Message-IDs and erased addresses.</summary>
    /// <remarks>Always made with the first key: a repeat of a message must carry the same Message-ID after a key change.</remarks>
    public byte[] Hash(string purpose, ReadOnlySpan<byte> data) => Mac(secrets.Keys.Min(), purpose, data);

    private byte[] Mac(byte key, string purpose, ReadOnlySpan<byte> payload)
    {
        var name = Encoding.UTF8.GetBytes(purpose);
        var input = new byte[name.Length + 1 + payload.Length];
        name.CopyTo(input, 0);
        payload.CopyTo(input.AsSpan(name.Length + 1));
        return HMACSHA256.HashData(secrets[key], input);
    }
}
