using System.Buffers;
using System.Text;

namespace Syndication.Delivery.Dkim;

/// <summary>The canonical form of a header field for its signature (RFC 6376, section 3.4.2).</summary>
internal static class RelaxedHeader
{
    /// <summary>Writes the name in lower case, a colon, the unfolded value with single spaces, and CRLF.</summary>
    /// <param name="field">The field as it is sent, to its CRLF.</param>
    /// <param name="canonical">Written to.</param>
    public static void Write(ReadOnlySpan<byte> field, IBufferWriter<byte> canonical)
    {
        var colon = field.IndexOf((byte)':');
        var written = canonical.GetSpan(field.Length + 2);
        Ascii.ToLower(field[..colon].TrimEnd((byte)' '), written, out var length);
        written[length++] = (byte)':';
        var start = length;
        var blank = false;
        foreach (var character in field[(colon + 1)..])
        {
            if (character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                blank = true;
                continue;
            }

            if (blank && length > start)
                written[length++] = (byte)' ';
            blank = false;
            written[length++] = character;
        }

        "\r\n"u8.CopyTo(written[length..]);
        canonical.Advance(length + 2);
    }
}
