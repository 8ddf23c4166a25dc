using System.Net;
using System.Text;

namespace Syndication.Ingest;

/// <summary>Plain text as paragraphs.</summary>
internal static class TextBody
{
    private const int ParagraphLine = 100;

    /// <summary>A paragraph element for each paragraph.</summary>
    public static string ToHtml(string text) => ToHtml(Paragraphs(text).Select(lines => string.Join(' ', lines)));

    /// <inheritdoc cref="ToHtml(string)"/>
    public static string ToHtml(IEnumerable<string> paragraphs)
    {
        var html = new StringBuilder();
        foreach (var paragraph in paragraphs)
            html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>");
        return html.ToString();
    }

    /// <summary>
    /// The text's paragraphs, each as its lines: blank lines divide them. Where there is no blank line and lines are long, each line is
    /// a paragraph.
    /// </summary>
    public static List<List<string>> Paragraphs(string text)
    {
        var paragraphs = new List<List<string>> { new() };
        foreach (
            var line in text.ReplaceLineEndings("\n")
                .Replace('\u2029', '\n')
                .Replace('\u2028', '\n')
                .Split('\n')
                .Select(line => line.Trim())
        )
        {
            if (line.Trim('\u200B', '\uFEFF').Length > 0)
                paragraphs[^1].Add(line);
            else if (paragraphs[^1].Count > 0)
                paragraphs.Add([]);
        }

        paragraphs.RemoveAll(paragraph => paragraph.Count == 0);
        return paragraphs is [{ Count: > 1 } only] && only.Max(line => line.Length) > ParagraphLine
            ? only.ConvertAll(line => new List<string> { line })
            : paragraphs;
    }
}
