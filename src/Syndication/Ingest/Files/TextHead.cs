namespace Syndication.Ingest.Files;

/// <summary>The top of a handed-over text: headline, byline, date, and what the page printed between them and the piece.</summary>
internal sealed class TextHead
{
    private const int LongestHeadline = 120;
    private const int Furthest = 8;

    // Lines are wrapped at more than this: a shorter one ends where its writer wanted it to.
    private const int ShortestWrap = 40;
    private readonly List<string> dropped = [];

    /// <summary>The headline; null where the text has none.</summary>
    public string? Headline { get; private set; }

    /// <summary>Names of the byline.</summary>
    public IReadOnlyList<string> Byline { get; private set; } = [];

    /// <summary>The line that tells when the piece appeared.</summary>
    public string? DateLine { get; private set; }

    /// <summary>The first paragraph that is not part of the head.</summary>
    public int Next { get; private set; }

    /// <summary>Lines that are neither the piece nor told by another property.</summary>
    public IReadOnlyList<string> Dropped => dropped;

    /// <summary>Reads the top.</summary>
    /// <param name="paragraphs">All paragraphs, each as its lines; lines of the head that stand in one block with others are divided from them.</param>
    /// <param name="isSectionName">Whether a line is only the name of a section.</param>
    /// <param name="hasTitle">Whether the headline is known from elsewhere: then a single line is the piece.</param>
    public static TextHead Read(List<List<string>> paragraphs, Predicate<string> isSectionName, bool hasTitle)
    {
        var head = new TextHead();
        for (var at = 0; at < Math.Min(paragraphs.Count, Furthest); at++)
        {
            head.DivideFirstLine(paragraphs, at);
            if (paragraphs[at] is not [var line])
                break;
            var isLast = at == paragraphs.Count - 1;
            if (!head.TakesCredit(line, isLast) && !head.TakesOther(line, isLast, isSectionName, hasTitle))
                break;
            head.Next = at + 1;
        }

        head.ReadBelowDeck(paragraphs);
        return head;
    }

    private void DivideFirstLine(List<List<string>> paragraphs, int at)
    {
        if (paragraphs[at] is not [var first, var second, ..] lines || !(IsCredit(first, second) || IsHeadlineAbove(lines)))
            return;
        paragraphs[at] = [first];
        paragraphs.Insert(at + 1, lines[1..]);
    }

    // The first line of a wrapped paragraph is followed by the middle of its sentence.
    private bool IsCredit(string line, string next) =>
        !char.IsLower(next[0])
        && (
            AuthorLine.Byline(line).Count > 0
            || Credits.IsDate(line)
            || (HasCredit && Credits.IsAgency(line))
            || Credits.IsAgencyByline(line)
        );

    private bool HasCredit => Byline.Count > 0 || DateLine is not null || dropped.Exists(Credits.IsAgencyByline);

    private bool IsHeadlineAbove(List<string> lines)
    {
        var (first, second) = (lines[0], lines[1]);
        if (Headline is not null || !IsHeadline(first) || TextBody.ListIn(lines) is { Start: 0 })
            return false;
        if (AuthorLine.Byline(second).Count > 0 || Credits.IsAgencyByline(second) || IsMeta(second))
            return true;
        if (second.Length <= first.Length || char.IsLower(second[0]))
            return false;
        var wrap = lines.Max(line => line.Length);
        return first.Length < ShortestWrap || first.Length + 1 + second.IndexOf(' ') <= wrap;
    }

    private bool TakesCredit(string line, bool isLast)
    {
        if (Byline.Count == 0 && AuthorLine.Byline(line) is { Count: > 0 } names)
            Byline = names;
        else if (Credits.IsAgencyByline(line) || (HasCredit && !isLast && Credits.IsAgency(line)))
            dropped.Add(line);
        else if (DateLine is null && Credits.IsDate(line) && !isLast)
            DateLine = line;
        else
            return false;
        return true;
    }

    private bool TakesOther(string line, bool isLast, Predicate<string> isSectionName, bool hasTitle)
    {
        if (!isLast && (IsMeta(line) || (Headline is null && isSectionName(line))))
            dropped.Add(line);
        else if (Headline is null && !(isLast && hasTitle) && IsHeadline(line))
            Headline = line.TrimEnd('.', ' ');
        else
            return TextBody.IsBreak(line);
        return true;
    }

    // Headline, deck, byline is as common as headline, byline: the byline is taken from under the first paragraph.
    private void ReadBelowDeck(List<List<string>> paragraphs)
    {
        var below = Next + 1;
        if (Byline.Count > 0 || paragraphs.Count < Next + 2)
            return;
        DivideFirstLine(paragraphs, below);
        if (paragraphs.Count < Next + 3 || paragraphs[below] is not [var line] || AuthorLine.Byline(line) is not { Count: > 0 } names)
            return;
        Byline = names;
        paragraphs.RemoveAt(below);
        while (paragraphs.Count > below + 1)
        {
            DivideFirstLine(paragraphs, below);
            if (paragraphs[below] is not [var more] || !(TakesCredit(more, isLast: false) || TakesMeta(more)))
                return;
            paragraphs.RemoveAt(below);
        }
    }

    private bool TakesMeta(string line)
    {
        if (!IsMeta(line))
            return false;
        dropped.Add(line);
        return true;
    }

    // "By Christmas Eve, the harbour was empty." is a sentence of the piece.
    private static bool IsMeta(string line) => Furniture.IsMeta(line) && (!Furniture.EndsSentence(line) || Credits.IsDate(line));

    private static bool IsHeadline(string line) =>
        line.Length <= LongestHeadline
        && line.TrimEnd('"', '”', '’', '\'', ' ') is not [.., '.' or '。' or ',' or ';' or ':']
        && !TextBody.IsBreak(line)
        && !Furniture.IsHeading(line);
}
