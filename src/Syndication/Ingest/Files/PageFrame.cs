using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Syndication.Articles;

namespace Syndication.Ingest.Files;

/// <summary>Takes what belongs to the page and not to the piece out of an article's element. What holds sentences of the piece stays.</summary>
internal sealed partial class PageFrame(IElement article, List<string> notes)
{
    private const int LongestBar = 300;
    private const int LongestCredit = 80;
    private const double MostlyLinks = 0.6;

    /// <summary>Removes the frame of a page that does not say where its article is.</summary>
    public void RemoveAround(IElement? headline)
    {
        foreach (var part in article.QuerySelectorAll("body > header, body > footer, nav").ToList())
        {
            if (headline is null || !part.Contains(headline))
                part.Remove();
        }

        var first = headline ?? article.QuerySelector("h1, h2");
        foreach (var part in article.QuerySelectorAll("table, ul, ol, div, section, header, td, p, center").ToList())
        {
            if (first is not null && IsBefore(part, first) && part.ParentElement is not null && IsLinkList(part))
                LeaveOut(part);
        }
    }

    /// <summary>Removes bylines that say what is known; where no author is known, they tell them.</summary>
    public List<AuthorDocument> RemoveBylines(List<AuthorDocument> authors)
    {
        foreach (var part in Marked(Bylines))
        {
            var text = TextOf(part);
            var names = AuthorLine.Byline(text);
            if (authors.Count == 0)
                authors = [.. names.Select(name => new AuthorDocument { Name = name })];
            if (authors.Count > 0 && Repeats(text, authors))
                LeaveOut(part);
        }

        return authors;
    }

    /// <summary>Removes the headline, asides and bars for sharing.</summary>
    public void RemoveWithin(IElement? headline, string? title)
    {
        headline?.Remove();
        foreach (var again in article.QuerySelectorAll("h1").Where(found => found.TextContent.Trim() == title?.Trim()).ToList())
            again.Remove();
        foreach (var aside in article.QuerySelectorAll("aside").ToList())
            LeaveOut(aside);
        foreach (var bar in Marked(Bars))
        {
            if (TextOf(bar) is { Length: <= LongestBar } text && !Furniture.EndsSentence(text))
                LeaveOut(bar);
        }
    }

    private List<IElement> Marked(Regex names) =>
        article.QuerySelectorAll("[class]").Where(part => names.IsMatch(part.ClassName ?? "")).ToList();

    private void LeaveOut(IElement part)
    {
        // An outer part may have taken it along.
        if (!article.Contains(part))
            return;
        part.Remove();
        if (TextOf(part) is { Length: > 0 } text)
            notes.Add($"left out as furniture of the page: “{PlainText.Start(text, 60)}”");
    }

    private static bool Repeats(string text, List<AuthorDocument> authors)
    {
        var rest = text;
        foreach (var author in authors)
            rest = rest.Replace(author.Name!, "", StringComparison.OrdinalIgnoreCase);
        return rest.Length < text.Length && rest.Length <= LongestCredit && !Furniture.EndsSentence(rest);
    }

    private static bool IsBefore(IElement part, IElement other) =>
        part.CompareDocumentPosition(other) is var position
        && position.HasFlag(DocumentPositions.Following)
        && !position.HasFlag(DocumentPositions.ContainedBy);

    private static bool IsLinkList(IElement part)
    {
        var links = part.QuerySelectorAll("a[href]").ToList();
        var text = TextOf(part);
        return links.Count > 1 && !Furniture.EndsSentence(text) && links.Sum(link => TextOf(link).Length) >= MostlyLinks * text.Length;
    }

    private static string TextOf(IElement part) => Spaces.Replace(part.TextContent, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(
        @"(?<![A-Za-z])(?:by-?line|authors?)(?![a-z])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Bylines { get; }

    [GeneratedRegex(
        @"(?<![A-Za-z])(?:share|sharing|social|sharedaddy|addtoany)(?![a-z])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Bars { get; }
}
