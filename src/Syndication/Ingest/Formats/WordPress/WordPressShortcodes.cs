using System.Text;
using System.Text.RegularExpressions;
using Syndication.Ingest.Cleaning;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>What WordPress' own shortcodes become. Those of plug-ins that nobody here runs are taken out, what they enclose stays, and they are listed.</summary>
/// <param name="pictures">Attachments by their number, for galleries.</param>
internal sealed partial class WordPressShortcodes(IReadOnlyDictionary<string, WordPressPicture> pictures)
{
    private static readonly HashSet<string> Media = new(StringComparer.OrdinalIgnoreCase)
    {
        "audio",
        "video",
        "embed",
        "youtube",
        "vimeo",
        "playlist",
    };
    private const int LongestCaption = 20_000;
    private readonly SortedSet<string> unmapped = new(StringComparer.Ordinal);

    /// <summary>Names of shortcodes that were taken out.</summary>
    public IReadOnlyCollection<string> Unmapped => unmapped;

    /// <summary>Expands all of a text.</summary>
    public string Expand(string text)
    {
        if (!text.Contains('[', StringComparison.Ordinal))
            return text;
        var expanded = Captions(text);
        expanded = Gallery.Replace(expanded, match => Figures(match.Groups["attributes"].Value));
        expanded = Player.Replace(
            expanded,
            match => Play(match.Groups["name"].Value, match.Groups["attributes"].Value, match.Groups["inner"].Value.Trim())
        );
        var names = new ShortcodeNames(expanded);
        // Words in brackets are text: a shortcode shows by its attributes, or by its end.
        return Any.Replace(
            expanded,
            match =>
            {
                var name = match.Groups["name"].Value;
                var isOne =
                    match.Groups["attributes"].Value.Contains('=', StringComparison.Ordinal)
                    || match.Groups["end"].Success && names.IsOpened(name)
                    || names.IsClosed(name);
                if (!isOne)
                    return match.Value;
                unmapped.Add($"shortcode {name}");
                return "";
            }
        );
    }

    // Each caption with the nearest end after it, which is looked for once: a text of nothing but beginnings takes one pass.
    private static string Captions(string text)
    {
        var expanded = new StringBuilder();
        var (done, from, end) = (0, 0, CaptionEnd.Match(text));
        while (end.Success && CaptionStart.Match(text, from) is { Success: true } start)
        {
            from = start.Index + start.Length;
            if (end.Index < from)
                end = CaptionEnd.Match(text, from);
            if (!end.Success || end.Index - from > LongestCaption)
                continue;
            expanded.Append(text, done, start.Index - done).Append(Figure(start.Groups["attributes"].Value, text[from..end.Index]));
            done = from = end.Index + end.Length;
        }

        return done == 0 ? text : expanded.Append(text, done, text.Length - done).ToString();
    }

    private static string Figure(string attributes, string inner)
    {
        var picture = Picture.Match(inner);
        var caption = Attribute(attributes, "caption") ?? inner[(picture.Success ? picture.Index + picture.Length : 0)..].Trim();
        return picture.Success ? $"\n\n<figure>{picture.Value}<figcaption>{caption}</figcaption></figure>\n\n" : inner;
    }

    private string Figures(string attributes)
    {
        var found = (Attribute(attributes, "ids") ?? Attribute(attributes, "include") ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(id => pictures.GetValueOrDefault(id))
            .OfType<WordPressPicture>()
            .ToList();
        if (found.Count == 0)
            unmapped.Add("shortcode gallery");
        return string.Concat(
            found.Select(picture =>
                $"\n\n<figure><img src=\"{MarkupBuilder.Escape(picture.Url)}\" alt=\"{MarkupBuilder.Escape(picture.Alt ?? "")}\"></figure>\n\n"
            )
        );
    }

    private string Play(string name, string attributes, string inner)
    {
        if (!Media.Contains(name))
            return inner;
        var address = Address.Match(inner) is { Success: true } within ? within.Value : null;
        address ??= Sources.Select(source => Attribute(attributes, source)).FirstOrDefault(found => found is not null);
        address ??= Address.Match(attributes) is { Success: true } bare ? bare.Value : null;
        if (address is null)
        {
            unmapped.Add($"shortcode {name}");
            return "";
        }

        var source = MarkupBuilder.Escape(address);
        return name switch
        {
            "audio" => $"\n\n<audio src=\"{source}\" controls></audio>\n\n",
            "video" when Attribute(attributes, "poster") is { } poster =>
                $"\n\n<video src=\"{source}\" poster=\"{MarkupBuilder.Escape(poster)}\" controls></video>\n\n",
            "video" => $"\n\n<video src=\"{source}\" controls></video>\n\n",
            _ => $"\n\n<p><a href=\"{source}\">{source}</a></p>\n\n",
        };
    }

    private static readonly string[] Sources = ["src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "url", "id"];

    private static string? Attribute(string attributes, string name)
    {
        var match = Attributes
            .Matches(attributes)
            .FirstOrDefault(found => found.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase));
        return match?.Groups["value"].Value is { Length: > 0 } value ? value : null;
    }

    [GeneratedRegex(@"\[(?:wp_)?caption\b(?<attributes>[^\]]{0,2000})\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex CaptionStart { get; }

    [GeneratedRegex(@"\[/(?:wp_)?caption\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex CaptionEnd { get; }

    [GeneratedRegex(@"\[gallery\b(?<attributes>[^\]]{0,2000})\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Gallery { get; }

    [GeneratedRegex(
        @"\[(?<name>audio|video|embed|youtube|vimeo|playlist)\b(?<attributes>[^\]]{0,2000})\](?:(?<inner>[^\[]{0,2000})\[/\k<name>\])?",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex Player { get; }

    [GeneratedRegex(
        @"\[(?<end>/)?(?<name>[A-Za-z][\w-]{1,40})(?<attributes>\s[^\[\]]{0,2000})?/?\]",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000
    )]
    private static partial Regex Any { get; }

    [GeneratedRegex(
        @"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Picture { get; }

    [GeneratedRegex(@"https?://[^\s""'<>\[\]]{4,1000}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address { get; }

    [GeneratedRegex(
        @"(?<name>[\w-]{1,40})\s*=\s*(?:""(?<value>[^""]*)""|'(?<value>[^']*)'|(?<value>[^\s""']+))",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Attributes { get; }
}

/// <summary>A picture of the media library.</summary>
/// <param name="Url">Its file.</param>
/// <param name="Alt">What it shows; null: not said.</param>
internal sealed record WordPressPicture(string Url, string? Alt);
