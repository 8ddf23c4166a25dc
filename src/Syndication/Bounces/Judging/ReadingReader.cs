namespace Syndication.Bounces.Judging;

/// <summary>Notices of what became of a mail in its mailbox (RFC 8098): read, or thrown away by a rule.</summary>
internal sealed class ReadingReader(RuleTable rules, FailureRuling ruling)
{
    /// <summary>The verdict, or null where the mail is no such notice.</summary>
    public IReadOnlyList<Verdict>? Judge(OpenedMail mail)
    {
        if (mail.ReadingReports.Count == 0)
            return null;
        var blocks = mail.ReadingReports.SelectMany(StatusBlocks.In).ToList();
        var recipient = blocks.Select(block => block.Recipient).OfType<string>().FirstOrDefault();
        var disposition = string.Join(' ', blocks.Select(block => block["Disposition"]));

        // Sieve's reject and full mailboxes are said with this kind of report too.
        var (report, _) = ReturnedMessage.Divide(mail.Text, rules);
        return disposition.Contains("deleted", StringComparison.OrdinalIgnoreCase) && rules.Has("failure", PlainWords.Of(report))
            ? [ruling.Rule(recipient, new FailureCause("", "", report))]
            : [new Verdict(recipient, VerdictClass.Delivered, BounceReason.Delivered, null)];
    }
}
