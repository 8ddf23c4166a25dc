using System.Text;

namespace Syndication.Digests;

/// <summary>How many bytes a text takes in a mail: the byte budget is about what is sent, not about what is written.</summary>
internal static class EncodedSize
{
    private const int LineLength = 72;

    /// <summary>Bytes in whichever of quoted-printable and base64 (RFC 2045) is shorter, as mail libraries choose.</summary>
    public static int Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Math.Min(QuotedPrintable(bytes), Base64(bytes.Length));
    }

    private static int Base64(int length)
    {
        var characters = (length + 2) / 3 * 4;
        return characters + (((characters / LineLength) + 1) * 2);
    }

    private static int QuotedPrintable(byte[] bytes)
    {
        var total = 0;
        var column = 0;
        foreach (var value in bytes)
        {
            if (value is (byte)'\n')
            {
                // A blank before a line's end is written as =20; counted for every line, it is a bound.
                total += 4;
                column = 0;
                continue;
            }

            var width = value is (byte)' ' or (byte)'\t' or (>= 33 and <= 126 and not (byte)'=') ? 1 : 3;
            if (column + width >= LineLength)
            {
                total += 3;
                column = 0;
            }

            total += width;
            column += width;
        }

        return total + 2;
    }
}
