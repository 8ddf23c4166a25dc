using System.Net;
using System.Text.RegularExpressions;

namespace Syndication.Benchmarks.Same;

/// <summary>The copies of one article that its sources send: each with small changes of its own, to the address and to the text.</summary>
internal static partial class Editions
{
    private const string Standing =
        "<p><strong>More from the coast:</strong> sign up for our weekly letter, in which the newsroom tells what it is working on, and get it every Friday before breakfast.</p><ul><li><a href=\"/a\">Ten walks for a wet day</a></li><li><a href=\"/b\">The best chips in four towns</a></li></ul>";

    /// <summary>Four copies, one from each source.</summary>
    public static IReadOnlyList<SentArticle> Of(SentArticle piece) =>
        [.. SentArticle.Sources.Select((source, index) => Edited(piece, source, new Reporter((piece.Piece * 4) + index + 40_000_003)))];

    private static SentArticle Edited(SentArticle piece, string source, Reporter reporter)
    {
        var slug = Pieces.Slug(piece.Title) + $"-{piece.Piece}";
        var path = $"{piece.PublishedAt:yyyy/MM/dd}/{slug}";
        // Of some the newsroom says no page; then there is nothing by which an excerpt could be known.
        var isWithoutPage = piece.Piece % 3 == 0;
        var isMoved = reporter.Next(5) == 0;
        var url =
            source == "api" && isWithoutPage ? null
            : isMoved ? reporter.Any($"https://old-paper.example/{path}", $"https://paper.example/{piece.PublishedAt:yyyy/MM}/{slug}-2")
            : reporter.Any(
                $"https://paper.example/{path}",
                $"http://www.paper.example/{path}/",
                $"https://paper.example/{path}?utm_source=rss&utm_medium=feed#comments",
                $"https://paper.example:443/{path}/index.html",
                $"https://amp.paper.example/{path}/amp?ref=twitter",
                $"HTTPS://Paper.example/{path}?fbclid=IwAR0&gclid=x"
            );
        var edited = piece with
        {
            Source = source,
            Id = $"{source}-{piece.Piece}",
            Url = url,
            PublishedAt = source == "api" && reporter.Next(4) == 0 ? null : piece.PublishedAt,
        };
        // Feeds give excerpts; one under another address would be too little even for a person.
        if (source is "rss" or "atom" && !isMoved && !isWithoutPage && reporter.Next(4) == 0)
            return Excerpt(edited, reporter);
        edited = Change(edited, reporter);
        return reporter.Next(2) == 0 ? Change(edited, reporter) : edited;
    }

    private static SentArticle Excerpt(SentArticle piece, Reporter reporter)
    {
        var text = WebUtility.HtmlDecode(Marks.Replace(piece.Html, " ")).Trim();
        return piece with
        {
            Html = reporter.Any(
                $"<p>{WebUtility.HtmlEncode(text[..Math.Min(text.Length, 180)])} [&#8230;]</p>",
                $"<p>{piece.Title}, and what it means for the coast.</p>"
            ),
        };
    }

    private static SentArticle Change(SentArticle piece, Reporter reporter) =>
        reporter.Next(8) switch
        {
            0 => piece with { Html = Typos(piece.Html, reporter) },
            1 => piece with { Html = OtherParagraph(piece.Html, reporter) },
            2 => piece with { Title = OtherHeadline(piece.Title, reporter) },
            3 => piece with { Html = piece.Html + Standing },
            4 => piece with { Html = Standing + piece.Html },
            5 => piece with { Html = Typed(piece.Html), Title = WebUtility.HtmlEncode(piece.Title) },
            6 => piece with { Html = Cut(piece.Html) },
            _ => piece,
        };

    private static string OtherHeadline(string title, Reporter reporter)
    {
        var words = title.Split(' ');
        words[reporter.Next(words.Length)] = reporter.Noun();
        return reporter.Any($"UPDATED: {title}", $"{title} - The Coast Paper", string.Join(' ', words), string.Join(' ', words[..^2]));
    }

    private static string Typos(string html, Reporter reporter) =>
        Words.Replace(
            html,
            match =>
            {
                if (reporter.Next(60) > 0)
                    return match.Value;
                var at = 1 + reporter.Next(match.Length - 2);
                return reporter.Any(
                    match.Value.Remove(at, 1),
                    match.Value.Insert(at, match.Value[at..(at + 1)]),
                    match.Value[..at] + match.Value[at + 1] + match.Value[at] + match.Value[(at + 2)..]
                );
            }
        );

    private static string OtherParagraph(string html, Reporter reporter)
    {
        var paragraphs = html.Split("</p>", StringSplitOptions.RemoveEmptyEntries);
        paragraphs[reporter.Next(paragraphs.Length)] = "<p>" + reporter.Passage(2 + reporter.Next(2));
        return string.Concat(paragraphs.Select(paragraph => paragraph + "</p>"));
    }

    // As another editor's program types it.
    private static string Typed(string html) =>
        html.Replace("“", "&quot;", StringComparison.Ordinal)
            .Replace("”", "\"", StringComparison.Ordinal)
            .Replace("’", "&#39;", StringComparison.Ordinal)
            .Replace(" the ", "&nbsp;the ", StringComparison.Ordinal)
            .Replace("<p>", "<div class=\"par\"><p style=\"margin:0\">", StringComparison.Ordinal)
            .Replace("</p>", "</p></div>\n", StringComparison.Ordinal);

    private static string Cut(string html)
    {
        var paragraphs = html.Split("</p>", StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(paragraphs.Take((paragraphs.Length + 1) / 2).Select(paragraph => paragraph + "</p>"));
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks { get; }

    [GeneratedRegex(@"\b[a-z]{5,}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words { get; }
}
