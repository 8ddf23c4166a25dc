using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Syndication.Articles;

namespace Syndication.Ingest.Cleaning;

/// <summary>
/// Cleans a body once, at the way in: our own allow-list, absolute addresses, no scripts, forms, overlays, beacons or frames. Cleaning
/// the result again changes nothing.
/// </summary>
internal sealed class HtmlCleaner
{
    private const int MostPasses = 5;
    private static readonly AngleSharp.IConfiguration Services = Configuration.Default;
    private readonly HtmlSanitizer net = Net();

    /// <summary>Cleans a fragment or a page's body.</summary>
    /// <param name="html">At most 512 KiB, at most 256 elements deep; else it is refused before a document is built.</param>
    /// <param name="baseAddress">What relative addresses are taken from.</param>
    public CleanedHtml Clean(string html, Uri baseAddress)
    {
        if (HtmlBounds.RefuseLength(html) is { } tooLong)
            return CleanedHtml.Refused(tooLong);
        var removed = new Dictionary<string, int>(StringComparer.Ordinal);
        var legal = XmlCharacters.Keep(html);
        var stripped = MarkupStrip.Run(legal, removed);
        if (HtmlBounds.RefuseStructure(stripped) is { } tooDeep)
            return CleanedHtml.Refused(tooDeep);
        var cleaned = Write(Parse(stripped), baseAddress, removed);
        return new CleanedHtml(Mojibake.Mend(Settle(cleaned, baseAddress)), removed);
    }

    // Writing and parsing again can move things (HTML, 13.3 warns of it), and what moved is not yet checked: so it is written until
    // nothing moves, each time through a second, independent allow-list. What does not come to rest is reduced to its text.
    private string Settle(string html, Uri baseAddress)
    {
        var ignored = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var document = Parse(html);
            net.SanitizeDom(document);
            var again = Write(document, baseAddress, ignored);
            if (again == html)
                return html;
            html = again;
        }

        var text = XmlCharacters.Keep(PlainText.Of(html));
        return text.Length == 0 ? "" : "<p>" + MarkupBuilder.Escape(text) + "</p>";
    }

    private static string Write(IHtmlDocument document, Uri baseAddress, Dictionary<string, int> removed)
    {
        if (document.Body is not { } body)
            return "";
        PageMarkup.Simplify(body, baseAddress);
        return XmlCharacters.Keep(new BodyWriter(baseAddress, removed).Write(body));
    }

    // A context for each document, but not the list of services anew.
    private static IHtmlDocument Parse(string html) =>
        new HtmlParser(default, BrowsingContext.New(Services)).ParseDocument("<!DOCTYPE html><body>" + html);

    private static HtmlSanitizer Net()
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Vocabulary.Written, StringComparer.OrdinalIgnoreCase) { "body", "html", "head" },
            AllowedAttributes = new HashSet<string>(Vocabulary.WrittenAttributes, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src", "cite", "poster" },
        };
        return new HtmlSanitizer(options) { KeepChildNodes = true };
    }
}
