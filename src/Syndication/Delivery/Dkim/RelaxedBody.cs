namespace Syndication.Delivery.Dkim;

/// <summary>The canonical form of a body for its signature (RFC 6376, section 3.4.4).</summary>
internal static class RelaxedBody
{
    /// <summary>
    /// Reduces white space within lines to one space and drops it at their ends. The empty lines at a body's end are the caller's: they can be
    /// told from others only where the body ends.
    /// </summary>
    /// <param name="text">A stretch of a body that begins at a line's start or behind a character that is no white space.</param>
    public static byte[] Lines(ReadOnlySpan<byte> text)
    {
        var canonical = new byte[text.Length];
        var length = 0;
        var blank = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)' ' or (byte)'\t')
            {
                blank = true;
                continue;
            }

            var isLineEnd = text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (blank && !isLineEnd)
                canonical[length++] = (byte)' ';
            blank = false;
            canonical[length++] = text[i];
        }

        return canonical[..length];
    }
}
