using System.Buffers.Binary;

namespace Syndication.Ingest.Pictures;

/// <summary>A JPEG's size (ITU-T T.81, annex B.2.2), turned as its Exif orientation says.</summary>
internal static class JpegHeader
{
    /// <summary>The size; null where the bytes end before the frame's header, or are broken.</summary>
    public static PictureSize? Read(ReadOnlySpan<byte> bytes)
    {
        var turned = false;
        for (var at = 2; at + 4 <= bytes.Length; )
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            // Any number of fill bytes may come before a marker (B.1.1.2).
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // Alone, without a length: TEM and the restarts. From the scan on nothing more is said.
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                at += 2;
                continue;
            }

            if (marker is 0xD9 or 0xDA)
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2)
                return null;
            var segment = bytes[(at + 4)..Math.Min(bytes.Length, at + 2 + length)];
            if (marker == 0xE1)
                turned |= IsTurned(segment);
            if (IsFrame(marker))
                return segment.Length >= 5 ? Size(segment, turned) : null;
            at += 2 + length;
        }

        return null;
    }

    private static PictureSize Size(ReadOnlySpan<byte> frame, bool turned)
    {
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        return turned ? new PictureSize("image/jpeg", height, width) : new PictureSize("image/jpeg", width, height);
    }

    // C4, C8 and CC lie between the frames and are tables and a reserved one.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // Exif 2.32, 4.6.4: tag 0x0112 of the first directory; 5 to 8 lie on their side.
    private static bool IsTurned(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
            return false;
        var tiff = segment[6..];
        var isLittle = tiff.StartsWith("II"u8);
        if (!isLittle && !tiff.StartsWith("MM"u8))
            return false;
        var directory = Number32(tiff[4..], isLittle);
        if (directory < 8 || directory > tiff.Length - 2)
            return false;
        var count = Number16(tiff[(int)directory..], isLittle);
        for (int entry = 0, at = (int)directory + 2; entry < count && at + 12 <= tiff.Length; entry++, at += 12)
        {
            if (Number16(tiff[at..], isLittle) == 0x0112)
                return Number16(tiff[(at + 8)..], isLittle) is >= 5 and <= 8;
        }

        return false;
    }

    private static int Number16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static long Number32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
