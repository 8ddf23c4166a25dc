using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// The headers that a file asks to be served with: lines <c>Header: Name: value</c> in the comment it begins with, which is how
/// collections of test feeds keep what a server said of them. An ordinary file has no such lines.
/// </summary>
internal static class ServedHeaders
{
    private const int Room = 4096;

    /// <summary>The value of a header; null where the file names none.</summary>
    public static string? Find(ReadOnlySpan<byte> file, string name)
    {
        var head = Encoding.Latin1.GetString(file[..Math.Min(Room, file.Length)]);
        var comment = head.IndexOf("<!--", StringComparison.Ordinal);
        var root = FirstTag(head);
        if (comment < 0 || (root >= 0 && root < comment))
            return null;
        var end = head.IndexOf("-->", comment, StringComparison.Ordinal);
        foreach (var line in head.AsSpan(comment + 4, (end < 0 ? head.Length : end) - comment - 4).EnumerateLines())
        {
            var text = line.Trim();
            if (!text.StartsWith("Header:", StringComparison.Ordinal))
                continue;
            text = text[7..].Trim();
            var colon = text.IndexOf(':');
            if (colon > 0 && text[..colon].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return text[(colon + 1)..].Trim().ToString();
        }

        return null;
    }

    private static int FirstTag(string head)
    {
        for (var at = head.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < head.Length; at = head.IndexOf('<', at + 1))
        {
            if (char.IsAsciiLetter(head[at + 1]))
                return at;
        }

        return -1;
    }
}
