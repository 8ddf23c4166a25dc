namespace Syndication.Ingest.Files;

/// <summary>The top of a handed-over text: headline, byline, and what the page printed between them and the piece.</summary>
internal sealed record TextHead(string? Headline, IReadOnlyList<string> Byline, int Next, int Dropped)
{
    private const int LongestHeadline = 120;
    private const int Furthest = 6;

    /// <summary>Reads the top.</summary>
    /// <param name="paragraphs">All paragraphs, each as its lines.</param>
    /// <param name="isSectionName">Whether a line is only the name of a section.</param>
    public static TextHead Read(IReadOnlyList<List<string>> paragraphs, Predicate<string> isSectionName)
    {
        string? headline = null;
        IReadOnlyList<string> byline = [];
        var next = 0;
        var dropped = 0;
        for (var at = 0; at < Math.Min(paragraphs.Count, Furthest); at++)
        {
            if (paragraphs[at] is not [var line])
                break;
            var names = byline.Count == 0 ? AuthorLine.Byline(line) : [];
            if (names.Count > 0)
                byline = names;
            else if (at < paragraphs.Count - 1 && (Furniture.IsMeta(line) || (headline is null && isSectionName(line))))
                dropped++;
            else if (headline is null && at < paragraphs.Count - 1 && IsHeadline(line))
                headline = line;
            else
                break;
            next = at + 1;
        }

        return new TextHead(headline?.TrimEnd('.', ' '), byline, next, dropped);
    }

    private static bool IsHeadline(string line) =>
        line.Length <= LongestHeadline
        && line.TrimEnd('"', '”', '’', '\'', ' ') is not [.., '.' or '。' or ',' or ';' or ':']
        && !Furniture.IsHeading(line);
}
