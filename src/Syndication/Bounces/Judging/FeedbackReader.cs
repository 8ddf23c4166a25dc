using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>Complaints: feedback reports (RFC 5965), and the forms of those who send none.</summary>
internal sealed partial class FeedbackReader(RuleTable rules)
{
    private const int MostRecipients = 100;

    /// <summary>The fields of a feedback report, wherever they stand; null where there is none.</summary>
    public static FeedbackFields? FieldsOf(OpenedMail mail)
    {
        var text = mail.FeedbackReports.Count > 0 ? string.Join('\n', mail.FeedbackReports) : LooseFields(mail.Text);
        if (text is null)
            return null;
        var fields = MailFields.Parse(text, skipsEmptyLines: true);
        return new FeedbackFields
        {
            Type = fields["Feedback-Type"]?.Trim().ToLowerInvariant() ?? "abuse",
            UserAgent = fields["User-Agent"],
            OriginalEnvelopeId = fields["Original-Envelope-Id"],
            OriginalMailFrom = fields.Addresses("Original-Mail-From") is [var sender, ..] ? sender : null,
            OriginalRecipients = fields.Addresses("Original-Rcpt-To", "Removal-Recipient"),
            ArrivalDate = fields["Arrival-Date"] ?? fields["Received-Date"],
            ReportingMta = fields["Reporting-MTA"],
            SourceIp = fields["Source-IP"],
            Incidents = fields["Incidents"],
            ReportedDomains = [.. fields.All("Reported-Domain").Take(MostRecipients)],
        };
    }

    /// <summary>The verdicts of a complaint or of a report on authentication; null where the mail is neither.</summary>
    public IReadOnlyList<Verdict>? Judge(OpenedMail mail, FeedbackFields? fields)
    {
        if (fields is not null)
            return For(RecipientsOf(mail, fields), ClassOf(fields.Type));
        if (mail.Returned.Count > 0 && rules.Has("complaint", PlainWords.Of(mail.Subject)))
            return For(RecipientsOf(mail, null), VerdictClass.Complaint);
        return IsAboutAuthentication(mail) ? [new Verdict(null, VerdictClass.AuthenticationReport, BounceReason.Feedback, null)] : null;
    }

    private static VerdictClass ClassOf(string type) =>
        type switch
        {
            "auth-failure" or "dmarc" or "dkim" or "adsp" or "spf" => VerdictClass.AuthenticationReport,
            "not-spam" => VerdictClass.NotBounce,
            _ => VerdictClass.Complaint,
        };

    // DMARC's aggregates (RFC 7489) and TLS reports (RFC 8460) have their own parts, or names such as "receiver!domain!begin!end.xml.gz".
    private bool IsAboutAuthentication(OpenedMail mail) =>
        mail.Types.Exists(type => type.StartsWith("application/tlsrpt", StringComparison.Ordinal) || ReportName.IsMatch(type))
        || (
            mail.Types.Exists(type => type.Contains("zip", StringComparison.Ordinal) || type.Contains("/xml", StringComparison.Ordinal))
            && rules.Has("authentication", PlainWords.Of(mail.Subject))
        );

    private static IReadOnlyList<string> RecipientsOf(OpenedMail mail, FeedbackFields? fields)
    {
        if (fields is { OriginalRecipients.Count: > 0 })
            return fields.OriginalRecipients;
        foreach (var name in (string[])["X-HmXmrOriginalRecipient", "To"])
        {
            var named = mail.Returned.SelectMany(returned => returned.Addresses(name)).Take(MostRecipients).ToList();
            if (named.Count > 0)
                return named;
        }

        return [];
    }

    private static IReadOnlyList<Verdict> For(IReadOnlyList<string> recipients, VerdictClass found)
    {
        var reason = found is VerdictClass.NotBounce ? BounceReason.None : BounceReason.Feedback;
        return recipients.Count == 0
            ? [new Verdict(null, found, reason, null)]
            : [.. recipients.Take(MostRecipients).Select(recipient => new Verdict(recipient, found, reason, null))];
    }

    [GeneratedRegex(
        @"[^!\s]+![^!\s]+![0-9]+![0-9]+(![^!\s]+)?\.(xml|json|zip|gz)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex ReportName { get; }

    // A gateway may have made plain text of the part.
    private static string? LooseFields(string text)
    {
        var at = text.IndexOf("Feedback-Type:", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && text[at - 1] is not '\n') || !text.Contains("User-Agent:", StringComparison.OrdinalIgnoreCase))
            return null;
        var block = text.LastIndexOf("\n\n", at, StringComparison.Ordinal);
        return text[(block < 0 ? at : block)..];
    }
}
