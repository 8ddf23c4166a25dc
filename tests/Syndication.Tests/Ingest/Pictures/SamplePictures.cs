using System.Buffers.Binary;
using System.Text;

namespace Syndication.Tests.Ingest.Pictures;

/// <summary>First bytes of pictures in each format, made by hand from the formats' descriptions.</summary>
internal static class SamplePictures
{
    public static byte[] Png(uint width, uint height) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. Big32(width), .. Big32(height), 8, 6, 0, 0, 0];

    public static byte[] Gif(ushort width, ushort height) => [.. "GIF89a"u8, .. Little16(width), .. Little16(height), 0xF7, 0, 0];

    /// <summary>With an application segment before the frame, and fill bytes between them.</summary>
    public static byte[] Jpeg(ushort width, ushort height, byte frame = 0xC2, ushort orientation = 1) =>
        [
            0xFF,
            0xD8,
            0xFF,
            0xE0,
            0,
            16,
            .. "JFIF\0"u8,
            1,
            1,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            .. Exif(orientation),
            0xFF,
            0xFF,
            0xDB,
            0,
            4,
            1,
            2,
            0xFF,
            frame,
            0,
            11,
            8,
            .. Big16(height),
            .. Big16(width),
            1,
            1,
            0x11,
            0,
        ];

    public static byte[] WebPLossy(ushort width, ushort height) =>
        [.. "RIFF"u8, 0, 1, 0, 0, .. "WEBPVP8 "u8, 0, 1, 0, 0, 0x30, 1, 0, 0x9D, 1, 0x2A, .. Little16(width), .. Little16(height)];

    public static byte[] WebPLossless(int width, int height) =>
        [.. "RIFF"u8, 0, 1, 0, 0, .. "WEBPVP8L"u8, 0, 1, 0, 0, 0x2F, .. Little32((uint)((width - 1) | ((height - 1) << 14)))];

    public static byte[] WebPExtended(int width, int height) =>
        [
            .. "RIFF"u8,
            0,
            1,
            0,
            0,
            .. "WEBPVP8X"u8,
            10,
            0,
            0,
            0,
            0x10,
            0,
            0,
            0,
            .. Little32((uint)width - 1)[..3],
            .. Little32((uint)height - 1)[..3],
        ];

    /// <summary>With a thumbnail's smaller size before the picture's own.</summary>
    public static byte[] Heif(string brand, uint width, uint height, byte turns = 0) =>
        [
            .. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. "mif1"u8]),
            .. Box("free", [0, 0, 0]),
            .. Box(
                "meta",
                [
                    0,
                    0,
                    0,
                    0,
                    .. Box("hdlr", new byte[24]),
                    .. Box(
                        "iprp",
                        Box(
                            "ipco",
                            [
                                .. Box("ispe", [0, 0, 0, 0, .. Big32(16), .. Big32(9)]),
                                .. Box("ispe", [0, 0, 0, 0, .. Big32(width), .. Big32(height)]),
                                .. Box("irot", [turns]),
                            ]
                        )
                    ),
                ]
            ),
        ];

    public static byte[] Bmp(int width, int height) =>
        [.. "BM"u8, .. new byte[12], .. Little32(40), .. Little32((uint)width), .. Little32((uint)height), 1, 0, 24, 0];

    public static byte[] Ico(params byte[] sizes) =>
        [0, 0, 1, 0, (byte)sizes.Length, 0, .. sizes.SelectMany(size => (byte[])[size, size, .. new byte[14]])];

    public static byte[] Svg(string attributes) =>
        Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\"?>\n<!-- drawn > by hand -->\n<!DOCTYPE svg>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}><g/></svg>"
        );

    private static byte[] Exif(ushort orientation) =>
        orientation == 1
            ? []
            :
            [
                0xFF,
                0xE1,
                0,
                34,
                .. "Exif\0\0"u8,
                .. "MM"u8,
                0,
                42,
                0,
                0,
                0,
                8,
                0,
                1,
                1,
                0x12,
                0,
                3,
                0,
                0,
                0,
                1,
                .. Big16(orientation),
                0,
                0,
                0,
                0,
                0,
                0,
            ];

    private static byte[] Box(string name, byte[] content) =>
        [.. Big32((uint)content.Length + 8), .. Encoding.ASCII.GetBytes(name), .. content];

    private static byte[] Big16(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Big32(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little16(ushort number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] Little32(uint number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];
}
