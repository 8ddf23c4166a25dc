using System.Text;
using AngleSharp.Html.Parser;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Sources;

/// <summary>The feeds that a page names in its head (<c>link rel=alternate</c>), for sources whose address is a page's.</summary>
internal static class FeedLinks
{
    private const int MostBytes = 256 * 1024;
    private const string DocumentType = "<!doctype";
    private const int MostOfOpening = 4 * 1024;
    private static readonly string[] Types =
    [
        "application/atom+xml",
        "application/rss+xml",
        "application/feed+json",
        "application/rdf+xml",
    ];

    /// <summary>The page's own feed, or null: it is no page, or names none. A feed of comments is taken only where there is no other.</summary>
    public static Uri? Of(Fetched fetched)
    {
        if (fetched.Outcome is not SourceOutcome.Read || HeadOf(fetched) is not { } head)
            return null;
        using var page = new HtmlParser().ParseDocument(head);
        var address = fetched.Address;
        if (Addresses.Resource(page.QuerySelector("base[href]")?.GetAttribute("href"), address) is { } named)
            address = new Uri(named);
        return page.QuerySelectorAll("link[rel][href]")
            .Where(link => link.GetAttribute("rel")!.Split(' ').Contains("alternate", StringComparer.OrdinalIgnoreCase))
            .Where(link => Types.Contains(link.GetAttribute("type")?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
            .Select(link => (Address: Addresses.Resource(link.GetAttribute("href"), address), Title: link.GetAttribute("title") ?? ""))
            .Where(link => link.Address is not null)
            .OrderBy(link => IsOfComments(link.Address!) || IsOfComments(link.Title))
            .Select(link => new Uri(link.Address!))
            .FirstOrDefault(feed => feed != fetched.Address);
    }

    // Whatever the header says: feeds are sent as text/html, and pages as anything.
    private static string? HeadOf(Fetched fetched)
    {
        var bytes = fetched.Body.Span;
        if (!IsPage(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostOfOpening)])))
            return null;
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostBytes)]);
        var body = text.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        return body < 0 ? text : text[..body];
    }

    private static bool IsOfComments(string text) => text.Contains("comment", StringComparison.OrdinalIgnoreCase);

    // A document type, or the root itself, after what may stand before it (HTML standard, section 13.1; XHTML 1.0).
    private static bool IsPage(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\uFEFF \t\r\n");
        while (EndOf(text) is > 0 and var end)
            text = text[end..].TrimStart();
        return (
                text.StartsWith(DocumentType, StringComparison.OrdinalIgnoreCase)
                && text[DocumentType.Length..].TrimStart().StartsWith("html", StringComparison.OrdinalIgnoreCase)
            )
            || (
                text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
                && text.Length > 5
                && (text[5] is '>' || char.IsWhiteSpace(text[5]))
            );
    }

    // Where a comment or a processing instruction that the text begins with ends; 0: it begins with none.
    private static int EndOf(ReadOnlySpan<char> text)
    {
        var close =
            text.StartsWith("<!--") ? "-->"
            : text.StartsWith("<?") ? "?>"
            : "";
        return close.Length > 0 && text.IndexOf(close) is >= 0 and var at ? at + close.Length : 0;
    }
}
