namespace Syndication.Ingest.FullText;

/// <summary>Whether a block of a page is the text that the page's structured data tells: nearly all of it, and little else.</summary>
/// <param name="told">The text as told, plain.</param>
internal sealed class TextMeasure(string told)
{
    private const int Run = 4;
    private const double LeastCovered = 0.8;

    // Captions, headings and a pull quote are no furniture; twice the text is.
    private const double MostLonger = 1.6;

    private readonly HashSet<string> wanted = Runs(told);

    /// <summary>Whether the text is the same but for small things.</summary>
    public bool IsSame(string text)
    {
        if (wanted.Count == 0 || Letters(text) > MostLonger * Letters(told))
            return false;
        var found = Runs(text);
        return wanted.Count(found.Contains) >= LeastCovered * wanted.Count;
    }

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

    // Scripts without spaces have one "word" a sentence: their runs are of characters.
    private static HashSet<string> Runs(string text)
    {
        var words = text.Split([' ', '\n', '\r', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(char.IsLetterOrDigit)).ToUpperInvariant())
            .Where(word => word.Length > 0)
            .ToList();
        if (words.Count > 0 && words.Average(word => word.Length) > 15)
            words = [.. string.Concat(words).Select(c => c.ToString())];
        var runs = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at + Run <= words.Count; at++)
            runs.Add(string.Join(' ', words.GetRange(at, Run)));
        return runs;
    }
}
