using System.Text;
using System.Text.Json;

namespace Syndication.Ingest.FullText;

/// <summary>The articles that a page describes in JSON-LD (schema.org), wherever in its graph they stand.</summary>
internal sealed class StructuredData
{
    private const int MostBlocks = 50;
    private const int MostNodes = 2000;
    private const int MostDepth = 12;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    private readonly List<StructuredArticle> articles = [];
    private int nodes;

    private StructuredData() { }

    /// <summary>In the page's order.</summary>
    public IReadOnlyList<StructuredArticle> Articles => articles;

    /// <summary>Reads all blocks of a page; one that is no JSON is passed over.</summary>
    /// <param name="html">The page's markup with its scripts.</param>
    public static StructuredData Read(string html)
    {
        var data = new StructuredData();
        foreach (var block in Blocks(html).Take(MostBlocks))
        {
            using var json = Parse(block) ?? Parse(Mended(block));
            if (json is not null)
                data.Walk(json.RootElement, depth: 0);
        }

        return data;
    }

    /// <summary>The article that the page is about: the one of its address, else the first with a body, else the first.</summary>
    public (StructuredArticle? Article, bool IsOfAddress) Of(Uri address) =>
        articles.Find(article => article.Addresses.Any(candidate => IsSame(candidate, address))) is { } own
            ? (own, true)
            : (articles.Find(article => article.Body is not null) ?? articles.FirstOrDefault(), false);

    private static bool IsSame(string candidate, Uri address) =>
        Uri.TryCreate(address, candidate, out var other)
        && other.Host.Equals(address.Host, StringComparison.OrdinalIgnoreCase)
        && other.AbsolutePath.TrimEnd('/') == address.AbsolutePath.TrimEnd('/');

    private void Walk(JsonElement node, int depth)
    {
        if (depth > MostDepth || nodes++ > MostNodes)
            return;
        if (node.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
                Walk(item, depth + 1);
        }
        else if (node.ValueKind is JsonValueKind.Object)
        {
            if (StructuredArticle.Read(node) is { } article)
                articles.Add(article);
            foreach (var property in node.EnumerateObject())
            {
                if (property.Name is "@graph" or "mainEntity" or "mainEntityOfPage" or "itemListElement" or "item")
                    Walk(property.Value, depth + 1);
            }
        }
    }

    // Scripts are raw text to their end tag (HTML, 13.2.5.4): no parser is needed, and none is built for a page that is refused.
    private static IEnumerable<string> Blocks(string html)
    {
        for (var at = 0; (at = html.IndexOf("<script", at, StringComparison.OrdinalIgnoreCase)) >= 0; )
        {
            var open = html.IndexOf('>', at);
            if (open < 0)
                yield break;
            var end = html.IndexOf("</script", open, StringComparison.OrdinalIgnoreCase);
            if (end < 0)
                end = html.Length;
            if (html[at..open].Contains("application/ld+json", StringComparison.OrdinalIgnoreCase))
                yield return html[(open + 1)..end];
            at = end;
        }
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What templates do to it: line breaks inside strings, comment or CDATA marks around it.
    private static string Mended(string text)
    {
        var inner = text.Replace("<!--", "", StringComparison.Ordinal)
            .Replace("-->", "", StringComparison.Ordinal)
            .Replace("//<![CDATA[", "", StringComparison.Ordinal)
            .Replace("<![CDATA[", "", StringComparison.Ordinal)
            .Replace("//]]>", "", StringComparison.Ordinal)
            .Replace("]]>", "", StringComparison.Ordinal);
        var mended = new StringBuilder(inner.Length);
        var (isString, isEscaped) = (false, false);
        foreach (var c in inner)
        {
            if (isString && c is '\n')
                mended.Append("\\n");
            else if (char.IsControl(c))
                mended.Append(' ');
            else
                mended.Append(c);
            if (c == '"' && !isEscaped)
                isString = !isString;
            isEscaped = c == '\\' && !isEscaped;
        }

        return mended.ToString().Trim().TrimEnd(';');
    }
}
