using System.Buffers.Binary;

namespace Syndication.Ingest.Pictures;

/// <summary>
/// The size of an AVIF or HEIF picture (ISO/IEC 23008-12): the largest <c>ispe</c> property of the <c>meta</c> box, as thumbnails and tiles have
/// smaller ones of their own; on its side where the picture's <c>irot</c> says so.
/// </summary>
internal static class HeifHeader
{
    private const int MostBoxes = 500;
    private const int Most = 100_000;

    /// <summary>The size; null where it is another kind of file of that family, or the bytes end before they say it.</summary>
    public static PictureSize? Read(ReadOnlySpan<byte> bytes)
    {
        var brands = bytes[8..Math.Min(bytes.Length, (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), 512))];
        if (TypeOf(brands) is not { } type)
            return null;
        // meta is a full box: four bytes of version and flags come before its children.
        // Of properties that were not all fetched the largest may be missing.
        var properties = Child(Child(Child(bytes, "meta"u8, skip: 4), "iprp"u8, skip: 0), "ipco"u8, skip: 0, mustBeWhole: true);
        var (width, height, isTurned) = (0L, 0L, false);
        var rest = properties;
        for (var count = 0; count < MostBoxes && Next(ref rest, out var name, out var content, out _); count++)
        {
            if (name.SequenceEqual("ispe"u8) && content.Length >= 12)
            {
                var (wide, high) = (BinaryPrimitives.ReadUInt32BigEndian(content[4..]), BinaryPrimitives.ReadUInt32BigEndian(content[8..]));
                if ((double)wide * high > (double)width * height)
                    (width, height) = (wide, high);
            }
            else if (name.SequenceEqual("irot"u8) && content.Length >= 1)
            {
                isTurned = (content[0] & 1) == 1;
            }
        }

        if (width is 0 or > Most || height > Most)
            return null;
        return isTurned ? new PictureSize(type, (int)height, (int)width) : new PictureSize(type, (int)width, (int)height);
    }

    private static string? TypeOf(ReadOnlySpan<byte> brands)
    {
        string? type = null;
        for (var at = 0; at + 4 <= brands.Length; at += 4)
        {
            var brand = brands.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
                return "image/avif";
            if (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8))
                type = "image/heic";
            else if (brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8))
                type ??= "image/heif";
        }

        return type;
    }

    private static ReadOnlySpan<byte> Child(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> wanted, int skip, bool mustBeWhole = false)
    {
        for (var count = 0; count < MostBoxes && Next(ref boxes, out var name, out var content, out var isWhole); count++)
        {
            if (name.SequenceEqual(wanted))
                return content.Length > skip && (isWhole || !mustBeWhole) ? content[skip..] : [];
        }

        return [];
    }

    // A box that goes on past the bytes that were fetched is read as far as they go.
    private static bool Next(
        scoped ref ReadOnlySpan<byte> boxes,
        out ReadOnlySpan<byte> name,
        out ReadOnlySpan<byte> content,
        out bool isWhole
    )
    {
        name = [];
        content = [];
        isWhole = false;
        if (boxes.Length < 8)
            return false;
        var (size, header) = ((ulong)BinaryPrimitives.ReadUInt32BigEndian(boxes), 8);
        if (size == 1)
        {
            if (boxes.Length < 16)
                return false;
            (size, header) = (BinaryPrimitives.ReadUInt64BigEndian(boxes[8..]), 16);
        }

        if (size == 0)
            size = (ulong)boxes.Length;
        if (size < (ulong)header)
            return false;
        name = boxes.Slice(4, 4);
        var end = (int)Math.Min(size, (ulong)boxes.Length);
        isWhole = size <= (ulong)boxes.Length;
        content = boxes[header..end];
        boxes = boxes[end..];
        return true;
    }
}
