using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>Tells the report from the message that it brings back, where both stand in one text.</summary>
internal static partial class ReturnedMessage
{
    private const int LongestText = 64 * 1024;
    private const int LongestMarker = 120;
    private const int MostLines = 2000;

    /// <summary>Divides the text at the first line that says that the message follows, or where header fields begin.</summary>
    public static (string Report, string Returned) Divide(string text, RuleTable rules)
    {
        if (text.Length > LongestText)
            text = text[..LongestText];
        var start = 0;
        for (var number = 0; start < text.Length && number < MostLines; number++)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            var line = text[start..next];
            if (number > 0 && line.Length < LongestMarker && rules.Has("returned", PlainWords.Of(line)))
                return (text[..start], text[next..]);
            if (number > 2 && HeaderField.IsMatch(line))
                return (text[..start], text[start..]);
            start = next;
        }

        return (text[..start], "");
    }

    [GeneratedRegex(
        @"^(Received|Return-Path|DKIM-Signature|MIME-Version|Delivered-To|X-[A-Za-z0-9\-]+):",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex HeaderField { get; }
}
