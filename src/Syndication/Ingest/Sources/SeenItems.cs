using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>
/// Which pieces a source gave lately, word for word: most of a feed is what it was an hour ago, and need not be cleaned, compared and looked up
/// again. 64 bits of a hash each, the latest first.
/// </summary>
internal sealed class SeenItems
{
    private const int Most = 5_000;
    private const int Size = sizeof(ulong);

    private readonly HashSet<ulong> known;
    private readonly List<ulong> before;
    private readonly List<ulong> now = [];

    private SeenItems(List<ulong> before) => (this.before, known) = (before, [.. before]);

    /// <summary>Opens what <see cref="Store"/> gave; null: nothing was seen.</summary>
    public static SeenItems Open(byte[]? stored)
    {
        var hashes = new List<ulong>();
        for (var at = 0; stored is not null && at + Size <= stored.Length; at += Size)
            hashes.Add(BinaryPrimitives.ReadUInt64LittleEndian(stored.AsSpan(at)));
        return new SeenItems(hashes);
    }

    /// <summary>What a piece is told by.</summary>
    /// <param name="item">The piece.</param>
    /// <param name="section">Where it goes to: with another section in the configuration it is looked at again.</param>
    public static ulong HashOf(SourceItem item, string? section)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(item, SourceJson.Default.SourceItem));
        hash.AppendData(Encoding.UTF8.GetBytes(section ?? ""));
        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }

    public bool Contains(ulong hash) => known.Contains(hash);

    /// <summary>Notes a piece that is in the store now, or still.</summary>
    public void Add(ulong hash)
    {
        now.Add(hash);
        known.Add(hash);
    }

    /// <summary>The bytes to keep.</summary>
    public byte[] Store()
    {
        var kept = now.AsEnumerable().Reverse().Concat(before).Distinct().Take(Most).ToList();
        var stored = new byte[kept.Count * Size];
        for (var i = 0; i < kept.Count; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(stored.AsSpan(i * Size), kept[i]);
        return stored;
    }
}
