using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>SMTP's reply codes and enhanced status codes (RFC 5321, 3463) in text.</summary>
internal static partial class ReplyCodes
{
    /// <summary>Whether that is all it is: <c>5.1.1</c>.</summary>
    public static bool IsEnhanced(ReadOnlySpan<char> word) =>
        word.Length is >= 5 and <= 9 && word[0] is '2' or '4' or '5' && Whole.IsMatch(word);

    /// <summary>Enhanced codes in their order. Addresses and the numbers of hosts are no codes.</summary>
    public static IReadOnlyList<string> Enhanced(string text)
    {
        var codes = new List<string>();
        foreach (Match match in Code.Matches(text))
        {
            codes.Add(match.Groups["code"].Value);
            if (codes.Count == 100)
                break;
        }

        return codes;
    }

    /// <summary>The first enhanced code, or null.</summary>
    public static string? First(string text) => Code.Match(text) is { Success: true } match ? match.Groups["code"].Value : null;

    /// <summary>Whether a code of either kind is there: a line of a session.</summary>
    public static bool IsIn(string text) => Code.IsMatch(text) || Basic.IsMatch(text) || text.Contains("<<<", StringComparison.Ordinal);

    /// <summary>The last basic code, or null.</summary>
    public static string? Last(string text) => Basic.Matches(text).LastOrDefault()?.Value;

    /// <summary>Whether the text begins with a reply that asks to try again: <c>421 …</c>, <c>smtp; 450 …</c>.</summary>
    public static bool IsTemporary(string diagnostic) => Temporary.IsMatch(diagnostic);

    [GeneratedRegex(@"^[245]\.[0-9]{1,3}\.[0-9]{1,3}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(
        @"(?<![\w./])(?<!(?<![245][0-9]{2})-)#?(?<code>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?![\w\-]|\.[0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"(?<![\w.#\-])[45][0-9]{2}(?=[\s\-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Basic { get; }

    [GeneratedRegex(
        @"^\W*(smtp\s*;)?\s*4[0-9]{2}\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Temporary { get; }
}
