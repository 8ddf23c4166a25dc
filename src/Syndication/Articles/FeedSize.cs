using System.Text;

namespace Syndication.Articles;

/// <summary>What text costs in a feed, in the dearest of the formats.</summary>
internal static class FeedSize
{
    /// <summary>Bytes of the text with everything escaped that any format escapes.</summary>
    public static long Of(string? text)
    {
        if (text is null)
            return 0;
        var escaped = text.Count(c => c is '<' or '>' or '&' or '"' or '\n' or '\\');
        return Encoding.UTF8.GetByteCount(text) + (5L * escaped);
    }
}
