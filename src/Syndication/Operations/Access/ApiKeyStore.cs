using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Operations.Access;

/// <summary>Makes, finds and revokes keys.</summary>
public sealed class ApiKeyStore(Database database, TimeProvider clock)
{
    private const int KeyLength = 32;

    /// <summary>Makes a key.</summary>
    /// <returns>The key itself, base64url; it cannot be shown again.</returns>
    public async Task<string> AddAsync(string name, KeyRole role, CancellationToken ct)
    {
        var secret = RandomNumberGenerator.GetBytes(KeyLength);
        await database.WriteAsync(
            (db, _) =>
            {
                db.Add(
                    new ApiKey
                    {
                        Name = name,
                        Role = role,
                        Hash = SHA256.HashData(secret),
                        CreatedAt = clock.GetUtcNow(),
                    }
                );
                return Task.CompletedTask;
            },
            ct
        );
        return Base64Url.EncodeToString(secret);
    }

    /// <summary>The key that this text is, or null where it is none or was revoked.</summary>
    public async Task<ApiKey?> FindAsync(string text, CancellationToken ct)
    {
        if (TokenText.Read(text) is not { Length: KeyLength } secret)
            return null;
        var hash = SHA256.HashData(secret);
        return await database.ReadAsync(
            (db, token) => db.Set<ApiKey>().SingleOrDefaultAsync(key => key.Hash == hash && key.RevokedAt == null, token),
            ct
        );
    }

    /// <summary>Whether the key of this number is still good.</summary>
    public Task<bool> IsGoodAsync(int id, CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<ApiKey>().AnyAsync(key => key.Id == id && key.RevokedAt == null, token), ct);

    /// <summary>All keys, revoked ones too, oldest first.</summary>
    public Task<IReadOnlyList<ApiKey>> AllAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ApiKey>>(
            async (db, token) => await db.Set<ApiKey>().OrderBy(key => key.Id).ToListAsync(token),
            ct
        );

    /// <summary>Revokes every good key of this name; logins made with them end at their next request.</summary>
    /// <returns>How many.</returns>
    public Task<int> RevokeAsync(string name, CancellationToken ct) =>
        database.WriteAsync(
            (db, token) =>
                db.Set<ApiKey>()
                    .Where(key => key.Name == name && key.RevokedAt == null)
                    .ExecuteUpdateAsync(change => change.SetProperty(key => key.RevokedAt, clock.GetUtcNow()), token),
            ct
        );
}
