using System.Buffers;
using System.Text;

namespace Syndication.Delivery.Mails;

/// <summary>
/// Quoted-printable (RFC 2045, section 6.7). A dot or <c>From </c> at a line's start is encoded too, since some relays change those (RFC 2049,
/// section 3).
/// </summary>
internal static class QuotedPrintable
{
    private const int MostColumns = 76;
    private static ReadOnlySpan<byte> Hex => "0123456789ABCDEF"u8;
    private static ReadOnlySpan<byte> SoftBreak => "=\r\n"u8;

    /// <summary>Encodes text that starts at a line's start.</summary>
    /// <param name="text">UTF-8 with LF or CRLF line ends.</param>
    /// <param name="isLast">Whether it ends the part; if not, what follows starts at a line's start as well.</param>
    public static byte[] Encode(ReadOnlySpan<byte> text, bool isLast)
    {
        var encoded = new ArrayBufferWriter<byte>(text.Length + (text.Length / 8) + 16);
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (LineBreakAt(text, i) is var length and > 0)
            {
                encoded.Write("\r\n"u8);
                column = 0;
                i += length - 1;
                continue;
            }

            var atLineEnd = i + 1 == text.Length ? isLast : LineBreakAt(text, i + 1) > 0;
            Put(encoded, text[i], IsLiteral(text[i], atLineEnd), text[i..], ref column);
        }

        if (!isLast && column > 0)
            encoded.Write(SoftBreak);
        return encoded.WrittenSpan.ToArray();
    }

    /// <summary>Encodes what goes into a hole, from a line's start, with no white space in it.</summary>
    /// <param name="filling">Any text; not empty.</param>
    /// <param name="breakAfter">Whether a soft line break follows.</param>
    public static byte[] EncodeFilling(string filling, bool breakAfter)
    {
        ArgumentException.ThrowIfNullOrEmpty(filling);
        var text = Encoding.UTF8.GetBytes(filling);
        var encoded = new ArrayBufferWriter<byte>(text.Length + (text.Length / 8) + 16);
        var column = 0;
        for (var i = 0; i < text.Length; i++)
            Put(encoded, text[i], IsPrintable(text[i]), text.AsSpan(i), ref column);
        if (breakAfter)
            encoded.Write(SoftBreak);
        return encoded.WrittenSpan.ToArray();
    }

    /// <summary>Whether the text's first line is empty.</summary>
    public static bool StartsWithLineBreak(ReadOnlySpan<byte> text) => LineBreakAt(text, 0) > 0;

    private static void Put(ArrayBufferWriter<byte> encoded, byte value, bool literal, ReadOnlySpan<byte> rest, ref int column)
    {
        // One column stays free for the equals sign of a soft line break.
        if (column + (literal ? 1 : 3) > MostColumns - 1)
        {
            encoded.Write(SoftBreak);
            column = 0;
        }

        if (literal && !(column == 0 && (value == '.' || rest.StartsWith("From "u8))))
        {
            encoded.GetSpan(1)[0] = value;
            encoded.Advance(1);
            column++;
            return;
        }

        encoded.Write([(byte)'=', Hex[value >> 4], Hex[value & 15]]);
        column += 3;
    }

    private static bool IsLiteral(byte value, bool atLineEnd) => IsPrintable(value) || (value is (byte)' ' or (byte)'\t' && !atLineEnd);

    private static bool IsPrintable(byte value) => value is >= 33 and <= 126 and not (byte)'=';

    private static int LineBreakAt(ReadOnlySpan<byte> text, int index)
    {
        if (index >= text.Length)
            return 0;
        if (text[index] == '\n')
            return 1;
        return text[index] == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? 2 : 0;
    }
}
