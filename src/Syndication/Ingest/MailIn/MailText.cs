using System.Text.RegularExpressions;

namespace Syndication.Ingest.MailIn;

/// <summary>The article in a mail's plain text: without directives, the head that forwarding adds, and the signature.</summary>
internal static partial class MailText
{
    /// <summary>The text that is left.</summary>
    public static string Read(string text, MailDirectives directives)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var at = SkipBlank(lines, SkipForwarded(lines, SkipBlank(lines, 0)));
        while (at < lines.Length && directives.Take(lines[at]))
            at = SkipBlank(lines, at + 1);
        var end = Array.FindIndex(lines, at, IsSignature);
        return string.Join('\n', lines[at..(end < 0 ? lines.Length : end)]).Trim();
    }

    /// <summary>Whether what follows the line is a signature: "-- " alone (RFC 3676, section 4.3), of which many programs eat the space.</summary>
    public static bool IsSignature(string line) => line is "-- " or "--" or "\u2014 ";

    /// <summary>Whether the line begins what a forwarding program puts before the mail.</summary>
    public static bool IsForwarding(string line) => Forwarding.IsMatch(line);

    // Its fields end at a blank line.
    private static int SkipForwarded(string[] lines, int at)
    {
        if (at >= lines.Length || !IsForwarding(lines[at]))
            return at;
        at = SkipBlank(lines, at + 1);
        while (at < lines.Length && lines[at].Trim().Length > 0)
            at++;
        return at;
    }

    private static int SkipBlank(string[] lines, int at)
    {
        while (at < lines.Length && lines[at].Trim().Length == 0)
            at++;
        return at;
    }

    [GeneratedRegex(
        @"^\s*(?:-{5,}\s*\p{L}[\p{L} ]{5,40}-{5,}|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Forwarding { get; }
}
