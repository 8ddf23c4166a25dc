using System.Text.RegularExpressions;

namespace Syndication.Ingest.MailIn;

/// <summary>Lines at the top of a mail's text that say where it belongs: <c>Section: gear</c>, <c>Tags: rifles, optics</c>.</summary>
internal sealed partial class MailDirectives
{
    public string? Section { get; private set; }

    public string? Author { get; private set; }

    public string? Summary { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Whether it is news to mail readers; null: not said.</summary>
    public bool? Announce { get; private set; }

    /// <summary>Takes the line; false where it is none, and the article begins.</summary>
    public bool Take(string line)
    {
        if (Line.Match(line.Trim()) is not { Success: true } match)
            return false;
        var value = match.Groups["value"].Value.Trim();
        switch (match.Groups["name"].Value.ToLowerInvariant())
        {
            case "section":
                Section = value;
                break;
            case "tags" or "tag":
                Tags = [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
                break;
            case "author" or "by":
                Author = value;
                break;
            case "summary":
                Summary = value;
                break;
            default:
                Announce =
                    !value.StartsWith("no", StringComparison.OrdinalIgnoreCase)
                    && !value.StartsWith("false", StringComparison.OrdinalIgnoreCase);
                break;
        }

        return true;
    }

    [GeneratedRegex(
        @"^(?<name>section|tags?|author|by|summary|announce)[ \t]*:[ \t]*(?<value>\S.{0,999})$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Line { get; }
}
