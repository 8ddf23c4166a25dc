using System.Security.Cryptography;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>The signature of what a hub brings (WebSub, section 8): <c>method=hex</c> of an HMAC over the body.</summary>
internal static class HubSignature
{
    /// <summary>Whether the header is the body's signature under the secret. SHA-1 too: as an HMAC it is not broken, and older hubs know no other.</summary>
    public static bool IsValid(string? header, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body)
    {
        if (header?.Split('=', 2) is not [var method, var hex] || hex.Length > 128 || !IsHex(hex))
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA512.HashSizeInBytes];
        var length = method.Trim().ToLowerInvariant() switch
        {
            "sha256" => HMACSHA256.HashData(secret, body, expected),
            "sha384" => HMACSHA384.HashData(secret, body, expected),
            "sha512" => HMACSHA512.HashData(secret, body, expected),
#pragma warning disable CA5350 // Asked for by the standard's registry of methods.
            "sha1" => HMACSHA1.HashData(secret, body, expected),
#pragma warning restore CA5350
            _ => 0,
        };
        return length > 0 && CryptographicOperations.FixedTimeEquals(expected[..length], Convert.FromHexString(hex));
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
}
