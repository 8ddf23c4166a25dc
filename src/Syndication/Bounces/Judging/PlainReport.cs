using System.Text;

namespace Syndication.Bounces.Judging;

/// <summary>Divides a report in plain words among the recipients that it names.</summary>
internal static class PlainReport
{
    private const int Longest = 4 * 1024;

    /// <summary>What it says of one: all where there is one, else from the line that names it to the line that names another.</summary>
    public static string About(string report, string recipient, IReadOnlyList<string> all)
    {
        if (all.Count < 2)
            return report;
        var about = new StringBuilder();
        var isTranscript = IsQuoted(report, recipient) && report.Contains(">>> ", StringComparison.Ordinal);
        var isAbout = false;
        foreach (var line in report.AsSpan().EnumerateLines())
        {
            if (line.Contains(recipient, StringComparison.OrdinalIgnoreCase))
                isAbout = true;
            else if (isTranscript || NamesAnother(line, recipient, all))
                isAbout = false;
            if (isAbout && about.Length + line.Length < Longest)
                about.Append(line).Append('\n');
        }

        return about.ToString();
    }

    // sendmail says "550 <a@example.org>... Host unknown" in one line, below the session with another host.
    private static bool IsQuoted(string report, string recipient)
    {
        for (
            var at = report.IndexOf(recipient, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = report.IndexOf(recipient, at + recipient.Length, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (report.AsSpan(at + recipient.Length).TrimStart('>').StartsWith("..."))
                return true;
        }

        return false;
    }

    private static bool NamesAnother(ReadOnlySpan<char> line, string recipient, IReadOnlyList<string> all)
    {
        if (!line.Contains('@'))
            return false;
        foreach (var other in all)
        {
            if (!other.Equals(recipient, StringComparison.OrdinalIgnoreCase) && line.Contains(other, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
