using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

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

    /// <summary>Header fields at a text's beginning.</summary>
    public static HeaderList HeadersOf(string text)
    {
        var headers = new HeaderList();
        string? name = null;
        var value = new StringBuilder();
        foreach (var raw in text.AsSpan().TrimStart().EnumerateLines())
        {
            var line = raw.TrimStart('>');
            if (line.IsWhiteSpace() || headers.Count > 200)
                break;
            if (line[0] is ' ' or '\t' && name is not null)
            {
                value.Append(' ').Append(line.Trim());
                continue;
            }

            Add(headers, name, value);
            var colon = line.IndexOf(':');
            name = colon is > 0 and < 80 && IsName(line[..colon]) ? line[..colon].ToString() : null;
            value.Clear().Append(name is null ? "" : line[(colon + 1)..].Trim());
        }

        Add(headers, name, value);
        return headers;
    }

    private static void Add(HeaderList headers, string? name, StringBuilder value)
    {
        if (name is not null)
            headers.Add(name, value.Replace('\0', ' ').ToString());
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }

        return true;
    }

    [GeneratedRegex(
        @"^(Received|Return-Path|DKIM-Signature|MIME-Version|Delivered-To|X-[A-Za-z0-9\-]+):",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex HeaderField { get; }
}
