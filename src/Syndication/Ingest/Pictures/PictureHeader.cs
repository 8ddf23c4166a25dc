using System.Buffers.Binary;

namespace Syndication.Ingest.Pictures;

/// <summary>
/// Reads type and size from a picture's first bytes. Nothing is decoded; whatever the bytes are, it ends after one pass and throws nothing.
/// </summary>
internal static class PictureHeader
{
    /// <summary>Bytes in which nearly every picture tells its size.</summary>
    public const int Enough = 64 * 1024;

    private const int Most = 100_000;

    /// <summary>The size; null where the bytes are no picture, or end before they say it.</summary>
    public static PictureSize? Read(ReadOnlySpan<byte> start) =>
        Of(start) is { Width: >= 1 and <= Most, Height: >= 1 and <= Most } size ? size : null;

    private static PictureSize? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png(start)
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? JpegHeader.Read(start)
        : start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) ? Gif(start)
        : start.StartsWith("RIFF"u8) && start.Length >= 16 && start[8..].StartsWith("WEBP"u8) ? WebP(start[12..])
        : start.Length >= 12 && start[4..].StartsWith("ftyp"u8) ? HeifHeader.Read(start)
        : start.StartsWith("BM"u8) ? Bmp(start)
        : start.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) ? Ico(start)
        : SvgHeader.Read(start);

    // PNG, section 11.2.1: IHDR comes first.
    private static PictureSize? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 24 && bytes[12..].StartsWith("IHDR"u8) ? Sized("image/png", Big32(bytes, 16), Big32(bytes, 20)) : null;

    // GIF89a, section 18: the logical screen.
    private static PictureSize? Gif(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 10 ? new PictureSize("image/gif", Little16(bytes, 6), Little16(bytes, 8)) : null;

    // BITMAPCOREHEADER has 16-bit sizes; every later one has 32-bit ones, a negative height meaning top-down.
    private static PictureSize? Bmp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 26)
            return null;
        var header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
        return header switch
        {
            12 => new PictureSize("image/bmp", Little16(bytes, 18), Little16(bytes, 20)),
            >= 40 and <= 256 => Sized(
                "image/bmp",
                BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]),
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]))
            ),
            _ => null,
        };
    }

    // A directory of sizes, of which the largest counts; 0 stands for 256.
    private static PictureSize? Ico(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6)
            return null;
        PictureSize? largest = null;
        for (int entry = 0, at = 6; entry < Little16(bytes, 4) && at + 16 <= bytes.Length; entry++, at += 16)
        {
            var (width, height) = (bytes[at] == 0 ? 256 : bytes[at], bytes[at + 1] == 0 ? 256 : bytes[at + 1]);
            if (largest is null || width * height > largest.Width * largest.Height)
                largest = new PictureSize("image/x-icon", width, height);
        }

        return largest;
    }

    // RFC 9649: lossy (VP8), lossless (VP8L) or extended (VP8X).
    private static PictureSize? WebP(ReadOnlySpan<byte> chunk)
    {
        const string Type = "image/webp";
        if (chunk.StartsWith("VP8X"u8) && chunk.Length >= 18)
            return new PictureSize(Type, 1 + Little24(chunk, 12), 1 + Little24(chunk, 15));
        if (chunk.StartsWith("VP8L"u8) && chunk.Length >= 13 && chunk[8] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return new PictureSize(Type, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return chunk.StartsWith("VP8 "u8) && chunk.Length >= 18 && chunk[11..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? new PictureSize(Type, Little16(chunk, 14) & 0x3FFF, Little16(chunk, 16) & 0x3FFF)
            : null;
    }

    private static PictureSize? Sized(string type, long width, long height) =>
        width is >= 0 and <= Most && height is >= 0 and <= Most ? new PictureSize(type, (int)width, (int)height) : null;

    private static long Big32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static int Little16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
