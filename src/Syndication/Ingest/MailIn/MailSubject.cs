using System.Text.RegularExpressions;

namespace Syndication.Ingest.MailIn;

/// <summary>A subject as a headline.</summary>
internal static partial class MailSubject
{
    /// <summary>Whether it says that the mail was passed on.</summary>
    public static bool IsForwarded(string subject) => Forward.IsMatch(subject);

    /// <summary>The headline: without what programs put before it when a mail is passed on. Null where nothing is left.</summary>
    public static string? ToTitle(string? subject)
    {
        var title = (subject ?? "").Trim();
        while (Forward.Match(title) is { Success: true } prefix)
            title = title[prefix.Length..].TrimStart();
        return title.Length == 0 ? null : title;
    }

    [GeneratedRegex(
        @"^\s*(?:fwd?|wg|tr|rv|enc|i|vs|vb|pd|doorst|転送)(?:\[\d+\])?\s*[:：]",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Forward { get; }
}
