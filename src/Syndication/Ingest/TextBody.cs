using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest;

/// <summary>Plain text as paragraphs, lists and breaks.</summary>
internal static partial class TextBody
{
    private const int ParagraphLine = 100;

    /// <summary>A paragraph element for each paragraph; lines that are typed as a list are one, a line of dashes or asterisks is a break.</summary>
    public static string ToHtml(string text)
    {
        var html = new StringBuilder();
        foreach (var lines in Paragraphs(text))
        {
            if (IsBreak(lines[0]))
                html.Append("<hr>");
            else
                AppendLines(html, lines);
        }

        return html.ToString();
    }

    /// <summary>
    /// The text's paragraphs, each as its lines: blank lines and breaks divide them. Where there is no blank line and lines are long,
    /// each line is a paragraph.
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
            if (IsBreak(line))
                paragraphs.AddRange([
                    [line],
                    [],
                ]);
            else if (line.Trim('\u200B', '\uFEFF').Length > 0)
                paragraphs[^1].Add(line);
            else if (paragraphs[^1].Count > 0)
                paragraphs.Add([]);
        }

        paragraphs.RemoveAll(paragraph => paragraph.Count == 0);
        return paragraphs is [{ Count: > 1 } only] && only.Max(line => line.Length) > ParagraphLine ? [.. LineByLine(only)] : paragraphs;
    }

    /// <summary>Whether the line is only drawn: "***", "* * *", "_____".</summary>
    public static bool IsBreak(string line) => line.Length >= 3 && Breaks.IsMatch(line);

    /// <summary>Where a list begins in the lines, and where it ends; null where fewer than two lines in a row are typed as one.</summary>
    public static (int Start, int End)? ListIn(IReadOnlyList<string> lines, int from = 0)
    {
        for (var at = from; at < lines.Count - 1; at++)
        {
            var end = at;
            while (end < lines.Count && IsItem(lines, at, end))
                end++;
            if (end - at > 1)
                return (at, end);
        }

        return null;
    }

    private static IEnumerable<List<string>> LineByLine(List<string> lines)
    {
        for (var at = 0; at < lines.Count; )
        {
            var end = ListIn(lines, at) is { } list && list.Start == at ? list.End : at + 1;
            yield return lines[at..end];
            at = end;
        }
    }

    private static void AppendLines(StringBuilder html, List<string> lines)
    {
        var at = 0;
        while (at < lines.Count)
        {
            var (start, end) = ListIn(lines, at) ?? (lines.Count, lines.Count);
            if (start > at)
                html.Append("<p>").Append(WebUtility.HtmlEncode(string.Join(' ', lines[at..start]))).Append("</p>");
            if (end > start)
                AppendList(html, lines[start..end]);
            at = end;
        }
    }

    private static void AppendList(StringBuilder html, List<string> items)
    {
        var first = NumberOf(items[0]);
        var name = first is null ? "ul" : "ol";
        html.Append('<').Append(name);
        if (first > 1)
            html.Append(CultureInfo.InvariantCulture, $" start=\"{first}\"");
        html.Append('>');
        foreach (var item in items)
            html.Append("<li>").Append(WebUtility.HtmlEncode(item[Marker.Match(item).Length..])).Append("</li>");
        html.Append("</").Append(name).Append('>');
    }

    // Numbers have to count on: "12. November" above "3. December" are dates.
    private static bool IsItem(IReadOnlyList<string> lines, int start, int at)
    {
        var (first, here) = (Marker.Match(lines[start]), Marker.Match(lines[at]));
        if (!first.Success || !here.Success)
            return false;
        return NumberOf(lines[start]) is { } number
            ? NumberOf(lines[at]) == number + at - start
            : first.Groups["sign"].Value == here.Groups["sign"].Value;
    }

    private static int? NumberOf(string line) =>
        Marker.Match(line).Groups["number"] is { Success: true, Value: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(
        @"^(?:(?<sign>[*•‣▪–-])|(?<number>[0-9]{1,3})[.)])\s+(?=\S)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Marker { get; }

    [GeneratedRegex(@"^(?<sign>[-–—_=*~•·])(?:[ \t]*\k<sign>){2,}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Breaks { get; }
}
