using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Files;

namespace Syndication.Ingest.FullText;

/// <summary>
/// Takes an article out of its page. Pure: the same bytes give the same answer. Structure comes from the page, the measure of what belongs
/// to the article from its structured data, where there are both.
/// </summary>
internal static class FullTextReader
{
    /// <summary>Our product token in <c>robots.txt</c> and robots directives.</summary>
    public const string Product = "Syndication";

    // A page's own text once its scripts are gone; the longest reads are a tenth of that.
    private const int LongestMarkup = 1024 * 1024;

    /// <summary>Characters below which a text is a teaser, whatever it is marked as.</summary>
    public const int ShortestText = 200;

    /// <summary>Reads a page.</summary>
    /// <param name="page">Its bytes, decompressed.</param>
    /// <param name="contentType">The header's value; null: not said.</param>
    /// <param name="address">Where it is, after redirects.</param>
    public static FullTextOutcome Read(ReadOnlyMemory<byte> page, string? contentType, Uri address)
    {
        var html = XmlCharacters.Keep(Decode(page, contentType));
        var stripped = MarkupStrip.Run(html, new Dictionary<string, int>(StringComparer.Ordinal));
        if (stripped.Length > LongestMarkup)
            return new FullTextOutcome.Missing("the page's text is longer than 1 MiB");
        if (HtmlBounds.RefuseStructure(stripped) is { } rule)
            return new FullTextOutcome.Missing("the page: " + rule);
        var document = new HtmlParser().ParseDocument(stripped);
        var data = StructuredData.Read(html);
        if (PageRefusal.Of(document, data) is { } refusal)
            return new FullTextOutcome.NotAllowed(refusal);
        var (article, isOfAddress) = data.Of(address);
        return Body(document, stripped, article, address) is var (body, origin)
            ? new FullTextOutcome.Found(
                PageFacts.Describe(document, article, address, body, origin) with
                {
                    IsGuess = article?.Body is not null && !isOfAddress,
                }
            )
            : new FullTextOutcome.Missing("no article's text is found on the page");
    }

    private static (string Html, FullTextOrigin Origin)? Body(IDocument document, string html, StructuredArticle? article, Uri address)
    {
        var told = article?.Body is { } text ? TextOf(text) : null;
        var measure = told is { Length: >= ShortestText } ? new TextMeasure(told) : null;
        foreach (var (candidate, origin) in Blocks(document, html, address, isMeasured: measure is not null))
        {
            var content = TextOf(candidate);
            if (content.Length >= ShortestText && (measure is null || measure.IsSame(content)))
                return (candidate, origin);
        }

        return measure is null ? null : (TextBody.ToHtml(told!), FullTextOrigin.StructuredData);
    }

    private static IEnumerable<(string Html, FullTextOrigin Origin)> Blocks(IDocument document, string html, Uri address, bool isMeasured)
    {
        var marked = document
            .QuerySelectorAll("[itemprop~=articleBody]")
            .Where(element => element.TagName is not ("META" or "LINK"))
            .ToList();
        if (marked.Count > 0)
            yield return (string.Concat(marked.Take(20).Select(element => element.InnerHtml)), FullTextOrigin.Microdata);
        if (ArticleBlock.Of(html, address, isMeasured) is { } block)
            yield return (block, FullTextOrigin.Block);
    }

    // Some put markup into articleBody.
    private static string TextOf(string html) => html.Contains('<', StringComparison.Ordinal) ? Articles.PlainText.Of(html) : html;

    private static string Decode(ReadOnlyMemory<byte> page, string? contentType)
    {
        if (CharsetOf(contentType) is { } encoding && !page.Span.StartsWith("\uFEFF"u8))
            return encoding.GetString(page.Span);
        return TextFile.Decode(page.ToArray()).Text;
    }

    private static Encoding? CharsetOf(string? contentType)
    {
        if (!System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type) || type.CharSet is not { Length: > 0 } name)
            return null;
        var label = name.Trim('"', '\'');
        // WHATWG Encoding, section 4.2: what calls itself Latin-1 is Windows-1252 on the web; and bytes tell UTF-8 better than any label.
        return label.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? null
            : label.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || label.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
                ? null
            : CodePagesEncodingProvider.Instance.GetEncoding(label);
    }
}
