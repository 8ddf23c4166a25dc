using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats;

/// <summary>A wire's byline, which is a line of text, as its authors.</summary>
internal static partial class Bylines
{
    private const int Longest = 500;

    /// <summary>The authors: of names that are joined by "and" each one, else the name, with what follows a comma or a stroke as the role.</summary>
    /// <param name="line">Such as "By Ada Quill and Ben Nib", "Von Ada Quill, dpa".</param>
    public static IReadOnlyList<SourceAuthor> Authors(string? line)
    {
        if (line is null || line.Length > Longest)
            return [];
        var text = Spaces.Replace(line, " ").Trim().TrimEnd('.', ',', ';');
        var name = Lead.Replace(text, "");
        if (name.Length == 0)
            return [];
        if (Conjunction.IsMatch(name))
            return
            [
                .. Joints
                    .Split(name)
                    .Select(one => one.Trim())
                    .Where(one => one.Length > 0)
                    .Select(one => new SourceAuthor { Name = Lead.Replace(one, "") }),
            ];
        var cut = name.IndexOfAny([',', '/']);
        return cut <= 0 || cut == name.Length - 1
            ? [new SourceAuthor { Name = name }]
            : [new SourceAuthor { Name = name[..cut].Trim(), Role = name[(cut + 1)..].Trim() }];
    }

    [GeneratedRegex(
        @"^(?:by|von|par|por|di|av|door)(?:\s*:\s*|\s+)(?=\S)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Lead { get; }

    [GeneratedRegex(
        @"\s(?:and|und|et|y|e|och|og|en|&)\s",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Conjunction { get; }

    [GeneratedRegex(
        @",?\s(?:and|und|et|y|e|och|og|en|&)\s|,\s",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Joints { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Spaces { get; }
}
