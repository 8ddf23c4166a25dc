namespace Syndication.Bounces.Judging;

/// <summary>
/// Cuts lines, and header fields of many folded lines, that are longer than any honest one: what a parser of addresses spends on them grows
/// faster than they do.
/// </summary>
internal static class LongFields
{
    private const int LongestLine = 8 * 1024;
    private const int LongestField = 32 * 1024;

    /// <summary>The mail without what is too long; the same bytes where nothing is.</summary>
    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> mail)
    {
        var bytes = mail.Span;
        byte[]? cut = null;
        var (length, field) = (0, 0);
        for (var start = 0; start < bytes.Length; )
        {
            var end = bytes[start..].IndexOf((byte)'\n');
            var line = end < 0 ? bytes[start..] : bytes.Slice(start, end + 1);
            field = line[0] is (byte)' ' or (byte)'\t' ? field + line.Length : line.Length;
            var kept =
                field > LongestField && field > line.Length ? []
                : line.Length > LongestLine ? line[..LongestLine]
                : line;
            if (kept.Length < line.Length && cut is null)
            {
                cut = new byte[bytes.Length];
                bytes[..start].CopyTo(cut);
                length = start;
            }

            if (cut is not null)
            {
                kept.CopyTo(cut.AsSpan(length));
                length += kept.Length;
                if (kept.Length == LongestLine)
                    cut[length - 1] = (byte)'\n';
            }

            start += line.Length;
        }

        return cut is null ? mail : cut.AsMemory(0, length);
    }
}
