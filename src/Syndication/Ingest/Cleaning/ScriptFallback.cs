using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Cleaning;

/// <summary>What stays of scripts and of what stands in for them: the pictures of a <c>noscript</c>, the address of a script's embed.</summary>
internal static partial class ScriptFallback
{
    /// <summary>Marks pictures that came out of a <c>noscript</c>.</summary>
    public const string Marker = "data-noscript";

    /// <summary>Markup in place of the element; empty where nothing of it is for readers.</summary>
    /// <param name="name">The element's name.</param>
    /// <param name="markup">It, from its start tag to before its end tag.</param>
    public static string Of(string name, string markup) =>
        name switch
        {
            "noscript" => Pictures(markup),
            "script" => Embed(markup[..(markup.IndexOf('>', StringComparison.Ordinal) + 1)]),
            _ => "",
        };

    private static string Pictures(string markup)
    {
        var pictures = new StringBuilder();
        foreach (Match picture in Image.Matches(markup))
            pictures.Append("<img ").Append(Marker).Append("=\"\"").Append(picture.Groups["attributes"].ValueSpan).Append('>');
        return pictures.ToString();
    }

    private static string Embed(string tag)
    {
        var embed = Script.Match(tag);
        return embed.Success ? $"<iframe src=\"https://{embed.Groups["address"].Value}\"></iframe>" : "";
    }

    [GeneratedRegex(
        """<img(?=[\s/])(?<attributes>(?>[^<>"']+|"[^"<>]*"|'[^'<>]*')*)>""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Image { get; }

    // Where the page of what the script shows has the script's own address without its end.
    [GeneratedRegex(
        """\ssrc\s*=\s*["']?(?:https?:)?//(?<address>gist\.github\.com/[\w-]{1,50}/[0-9a-f]{1,40}|asciinema\.org/a/\w{1,40}|datawrapper\.dwcdn\.net/\w{3,10}/)(?:\.js|embed\.js)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Script { get; }
}
