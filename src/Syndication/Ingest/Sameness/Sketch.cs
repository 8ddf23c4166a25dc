using System.Buffers.Binary;

namespace Syndication.Ingest.Sameness;

/// <summary>
/// A few numbers that stand for a text: the smallest of the hashes of all its runs of five words. Texts that share a part of their runs
/// share about that part of these numbers (bottom-k sketch: A. Broder, On the resemblance and containment of documents, 1997), so that a
/// copy is found by an index, in the same time however many texts there are.
/// </summary>
internal static class Sketch
{
    /// <summary>A text of fewer words has none: a few words are soon the same by chance, or by habit.</summary>
    public const int LeastWords = 40;

    /// <summary>How many numbers a text has. Of two texts with half of their runs in common 99.7 % share two or more.</summary>
    public const int Size = 12;

    private const int Run = 5;

    /// <summary>The text's numbers, rising; none for a short text.</summary>
    public static IReadOnlyList<long> Of(TextWords text)
    {
        if (text.Count < LeastWords)
            return [];
        var hashes = new ulong[text.Count];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Hash(text.Words[i]);
        var smallest = new SortedSet<long>();
        for (var start = 0; start + Run <= hashes.Length; start++)
        {
            var run = (long)Hash(hashes.AsSpan(start, Run));
            if (smallest.Count == Size && run >= smallest.Max)
                continue;
            smallest.Add(run);
            if (smallest.Count > Size)
                smallest.Remove(smallest.Max);
        }

        return [.. smallest];
    }

    /// <summary>The number of a headline or an address; null where it has no words.</summary>
    public static long? OfWords(TextWords words) => words.Count == 0 ? null : (long)Hash([.. words.Words.Select(Hash)]);

    /// <summary>As it is stored.</summary>
    public static byte[] ToBytes(IReadOnlyList<long> sketch)
    {
        var bytes = new byte[sketch.Count * sizeof(long)];
        for (var i = 0; i < sketch.Count; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * sizeof(long)), sketch[i]);
        return bytes;
    }

    /// <summary>As it was stored.</summary>
    public static IReadOnlyList<long> FromBytes(byte[] bytes) =>
        [
            .. Enumerable
                .Range(0, bytes.Length / sizeof(long))
                .Select(i => BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * sizeof(long)))),
        ];

    // Stored, so not the runtime's own hash, which differs from one process to the next. FNV-1a, then the finish of splitmix64, whose
    // low and high bits are as good as random: the smallest of hashes are a fair sample only if they are.
    private static ulong Hash(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
            hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    private static ulong Hash(ReadOnlySpan<ulong> hashes)
    {
        var hash = (ulong)hashes.Length;
        foreach (var one in hashes)
            hash = Mix((hash * 0x9E3779B97F4A7C15UL) + one);
        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
