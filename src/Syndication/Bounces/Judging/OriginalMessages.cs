using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>Gathers what tells which message of ours a mail is about.</summary>
internal static partial class OriginalMessages
{
    private const int Most = 20;

    /// <summary>Message-IDs of returned header fields, of the report's own fields, of its text, and of what it answers.</summary>
    public static IReadOnlyList<string> IdsIn(OpenedMail mail)
    {
        var ids = mail
            .Returned.Select(fields => fields["Message-Id"])
            .Concat(mail.DeliveryReports.Concat(mail.ReadingReports).Append(mail.Text).SelectMany(FieldsIn))
            .Append(mail["In-Reply-To"])
            .Append(mail["References"]);
        return [.. ids.OfType<string>().SelectMany(Split).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>Envelope senders that returned header fields name.</summary>
    public static IReadOnlyList<string> ReturnPathsIn(OpenedMail mail) =>
        [.. mail.Returned.SelectMany(fields => fields.Addresses("Return-Path")).Distinct().Take(Most)];

    /// <summary>The mail's own Message-ID, without its angle brackets.</summary>
    public static string? IdOf(OpenedMail mail) => mail["Message-Id"] is { } value ? Split(value).FirstOrDefault() : null;

    private static IEnumerable<string> FieldsIn(string text)
    {
        foreach (Match match in Field.Matches(text))
            yield return match.Groups["ids"].Value;
    }

    private static IEnumerable<string> Split(string value) =>
        value
            .Split([' ', '\t', '\r', '\n', '<', '>', ','], StringSplitOptions.RemoveEmptyEntries)
            .Where(id => id.Length < 1000 && id.Contains('@', StringComparison.Ordinal))
            .Take(Most);

    [GeneratedRegex(
        @"^[>\s]{0,20}(x-|original-|x-original-)?message-id\s?:\s*(?<ids><?[^\s<>]{1,998}>?)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Field { get; }
}
