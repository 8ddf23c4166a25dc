namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// Reads feeds as they are in the wild: RSS of every version, RDF, Atom 0.3 and 1.0, CDF, JSON Feed, sitemaps. What is ill-formed is
/// mended and said; what cannot be mended ends the reading, and what stood before it is given.
/// </summary>
internal sealed class FeedReader : ISourceReader
{
    // Scripts that print a warning before the document print little.
    private const int JunkRoom = 16 * 1024;

    private static readonly string[] Beginnings =
    [
        "<?xml",
        "<rss",
        "<rdf:RDF",
        "<feed",
        "<urlset",
        "<sitemapindex",
        "<channel",
        "<!DOCTYPE rss",
    ];

    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        var bytes = source.Content.Span;
        if (bytes.IsEmpty || IsOther(source))
            return null;
        var mendings = new Mendings();
        var text = DocumentText.Read(bytes, source.ContentType, mendings);
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF'))
            start++;
        if (start == text.Length)
            return null;
        if (text[start] == '{')
            return JsonFeedDocument.Read(text[start..], source.Address, mendings, ct);
        if (text[start] != '<')
        {
            start = BehindJunk(text, start);
            if (start < 0)
                return null;
            mendings.Add("text before the document");
        }
        else if (start > 0 && string.CompareOrdinal(text, start, "<?xml", 0, 5) == 0)
            mendings.Add("text before the document");

        return FeedDocument.Read(text, start, source.Address, mendings, ct);
    }

    // A text that shows a feed as an example is none.
    private static bool IsOther(SourceBytes source) =>
        source.FileName is { } name
        && (
            name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        );

    private static int BehindJunk(string text, int start)
    {
        var room = text.AsSpan(start, Math.Min(JunkRoom, text.Length - start));
        var first = -1;
        foreach (var beginning in Beginnings)
        {
            var at = room.IndexOf(beginning, StringComparison.Ordinal);
            if (at >= 0 && (first < 0 || at < first))
                first = at;
        }

        return first < 0 ? -1 : start + first;
    }
}
