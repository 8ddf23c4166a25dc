using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Bounces.Webhooks;

/// <summary>Comparisons that take the same time whatever they find, and the age of a signature.</summary>
internal static class Proof
{
    /// <summary>A sender's clock may be ahead of ours by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Whether two secrets are the same, without telling by its time where they differ, or how long ours is.</summary>
    public static bool IsSame(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(secret))
        );

    /// <summary>Whether a hexadecimal HMAC-SHA256 is the one over these parts.</summary>
    public static bool IsHmac(string given, string key, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        foreach (var part in parts)
            hmac.AppendData(part.Span);
        return IsSame(given.ToLowerInvariant(), Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    /// <summary>Whether a signature's time, in seconds since 1970, is neither too old nor ahead of the clock.</summary>
    public static bool IsFresh(string seconds, TimeSpan window, DateTimeOffset now) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && IsFresh(DateTimeOffset.FromUnixTimeSeconds(at), window, now);

    /// <inheritdoc cref="IsFresh(string, TimeSpan, DateTimeOffset)"/>
    public static bool IsFresh(DateTimeOffset at, TimeSpan window, DateTimeOffset now) => at >= now - window && at <= now + Skew;
}
