using System.Net;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Files;

/// <summary>Template code of Hugo and Jekyll within Markdown: what has a plain form gets it, the rest is left out.</summary>
internal static partial class Shortcodes
{
    private static readonly string[] CaptionKeys = ["title", "caption", "attr"];

    /// <summary>The Markdown without template code.</summary>
    public static string Replace(string body, List<string> notes)
    {
        var left = 0;
        var plain = Code.Replace(
            body,
            match =>
            {
                if (PlainForm(match) is { } form)
                    return form;
                left++;
                return "";
            }
        );
        if (left > 0)
            notes.Add($"template code left out: {left} {(left == 1 ? "time" : "times")}");
        return plain;
    }

    private static string? PlainForm(Match match)
    {
        if (match.Groups["raw"].Success)
            return match.Groups["raw"].Value;
        if (match.Groups["code"].Success)
            return Fenced(match.Groups["language"].Value, match.Groups["code"].Value);
        if (match.Groups["video"].Success)
            return $"[youtube.com](https://www.youtube.com/watch?v={match.Groups["video"].Value})";
        return match.Groups["figure"].Success ? Figure(match.Groups["figure"].Value) : null;
    }

    private static string Fenced(string language, string code)
    {
        var fence = "```";
        while (code.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        return $"\n\n{fence}{language}\n{code.Trim('\n')}\n{fence}\n\n";
    }

    private static string? Figure(string parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter.Matches(parameters))
            values[match.Groups["name"].Value] = WebUtility.HtmlEncode(match.Groups["value"].Value);
        if (values.GetValueOrDefault("src") is not { Length: > 0 } address)
            return null;
        var image = $"<img src=\"{address}\" alt=\"{values.GetValueOrDefault("alt")}\">";
        var caption = string.Join(
            ' ',
            CaptionKeys.Select(key => values.GetValueOrDefault(key)).Where(text => !string.IsNullOrWhiteSpace(text))
        );
        return "\n\n<figure>" + image + (caption.Length > 0 ? $"<figcaption>{caption}</figcaption>" : "") + "</figure>\n\n";
    }

    [GeneratedRegex(
        @"\{%-?\s*raw\s*-?%\}(?<raw>.*?)\{%-?\s*endraw\s*-?%\}"
            + @"|\{%-?\s*highlight\s+(?<language>[\w+#.-]+)[^{}%]*%\}(?<code>.*?)\{%-?\s*endhighlight\s*-?%\}"
            + @"|\{\{[<%]\s*highlight\s+""?(?<language>[\w+#.-]+)[^{}]*[>%]\}\}(?<code>.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}"
            + @"|\{\{[<%]\s*youtube\s+(?:id=)?""?(?<video>[\w-]{6,20})""?[^{}]*[>%]\}\}"
            + @"|\{\{[<%]\s*figure\s(?<figure>[^{}]*)[>%]\}\}"
            + @"|\{\{[<%][^{}]*[>%]\}\}|\{%[^{}%]*%\}|\{\{[^{}<%][^{}]*\}\}",
        RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Code { get; }

    [GeneratedRegex(
        @"(?<name>[\w-]+)\s*=\s*(?:""(?<value>[^""]*)""|'(?<value>[^']*)'|`(?<value>[^`]*)`|(?<value>[^\s""'`/>]+))",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Parameter { get; }
}
