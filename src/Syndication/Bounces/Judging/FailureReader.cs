namespace Syndication.Bounces.Judging;

/// <summary>Reports of failure: by their fields (RFC 3464), else by their words.</summary>
internal sealed class FailureReader(RuleTable rules, FailureRuling ruling)
{
    private const int MostRecipients = 64;

    private readonly NamedRecipients named = new(rules);
    private readonly FailureSigns signs = new(rules);

    /// <summary>The verdicts, or null where the mail reports no failure.</summary>
    public IReadOnlyList<Verdict>? Judge(OpenedMail mail)
    {
        var text = mail.Text;
        var (report, returned) = ReturnedMessage.Divide(text, rules);
        var blocks = mail.DeliveryReports.SelectMany(StatusBlocks.In).ToList();
        var isReport = mail.DeliveryReports.Count > 0;
        if (
            !blocks.Exists(block => block.NamesRecipient || block.Has("Action"))
            && text.Contains("-Recipient", StringComparison.OrdinalIgnoreCase)
        )
        {
            var loose = StatusBlocks.In(text);
            if (StatusBlocks.AreIn(loose))
                (blocks, isReport) = ([.. loose], true);
        }

        var failed = mail.Fields.Addresses("X-Failed-Recipients");
        var sign = signs.Of(mail, report);
        if (!isReport && failed.Count == 0 && !sign.IsFailure)
            return null;

        IReadOnlyList<string> own =
        [
            .. mail.Fields.Addresses("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-RCPT-To"),
            .. SendersOf(mail, returned),
        ];
        var about = blocks.Where(block => block.NamesRecipient || block.Has("Action")).Take(MostRecipients).ToList();
        if (about.Count > 0)
            return ByFields(about, report, failed.Count > 0 ? failed : named.In(report, own));

        var recipients = failed.Count > 0 ? failed : named.In(report, own);
        if (recipients.Count == 0)
            recipients = ReturnedTo(mail, returned);
        if (recipients.Count == 0)
            return isReport || sign.IsCertain ? [ByWords(null, report, sign)] : null;
        return [.. recipients.Take(MostRecipients).Select(one => ByWords(one, PlainReport.About(report, one, recipients), sign))];
    }

    private List<Verdict> ByFields(List<StatusBlock> blocks, string report, IReadOnlyList<string> others)
    {
        var found = blocks.Select(block => (Block: block, Recipient: RecipientOf(block, report))).ToList();
        var known = found.Select(one => one.Recipient).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var spare = new Queue<string>(others.Except(known, StringComparer.OrdinalIgnoreCase));
        var verdicts = new List<Verdict>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (block, named) in found)
        {
            // A pipe or a file stands where the address should: the text names it.
            var recipient = named ?? (spare.TryDequeue(out var next) ? next : null);
            if (!seen.Add(recipient ?? ""))
                continue;
            var about =
                known.Count <= 1 ? report
                : recipient is null ? ""
                : PlainReport.About(report, recipient, known);
            verdicts.Add(ByFields(block, recipient, about));
        }

        return verdicts;
    }

    private Verdict ByFields(StatusBlock block, string? recipient, string about)
    {
        if (block.Action is "delivered" or "relayed" or "expanded")
            return new Verdict(recipient, VerdictClass.Delivered, BounceReason.Delivered, ReplyCodes.First(block["Status"]));
        var verdict = ruling.Rule(recipient, new FailureCause(block["Status"], DiagnosticOf(block), about));
        return block.Action.StartsWith("delay", StringComparison.Ordinal) ? verdict with { Class = VerdictClass.Delayed } : verdict;
    }

    private Verdict ByWords(string? recipient, string report, FailureSigns.FailureSign sign)
    {
        var verdict = ruling.Rule(recipient, new FailureCause("", "", report));
        return sign.IsDelay ? verdict with { Class = VerdictClass.Delayed } : verdict;
    }

    private string? RecipientOf(StatusBlock block, string report)
    {
        // Where a mailbox has another name inside, the text says which one we wrote to.
        if (
            block.Original is { } original
            && report
                .Split('\n')
                .Any(line =>
                    line.Contains(original, StringComparison.OrdinalIgnoreCase) && rules.Has("named", line.Trim().ToLowerInvariant())
                )
        )
            return original;
        return block.Recipient;
    }

    // What programs on the recipient's server say is not about the address: "user unknown" may be theirs.
    private static string DiagnosticOf(StatusBlock block)
    {
        var diagnostic = block["Diagnostic-Code"];
        if (diagnostic.StartsWith("x-unix", StringComparison.OrdinalIgnoreCase))
            diagnostic = "command output: " + diagnostic;
        var status = block["Status"];
        var comment = status.IndexOf('(', StringComparison.Ordinal);
        return string.Join(
                ' ',
                diagnostic,
                block["X-PowerMTA-BounceCategory"],
                block["X400-Supplementary-Info"],
                comment < 0 ? "" : status[comment..]
            )
            .Trim();
    }

    // Servers that refuse a sender name it where others name whom they refuse.
    private static IEnumerable<string> SendersOf(OpenedMail mail, string returned)
    {
        foreach (var fields in returned.Length > 0 ? mail.Returned.Append(MailFields.Parse(returned)) : mail.Returned)
        {
            var recipients = fields.Addresses("To");
            foreach (var sender in fields.Addresses("From", "Sender", "Return-Path").Except(recipients, StringComparer.OrdinalIgnoreCase))
                yield return sender;
        }
    }

    // Where a report names nobody, the message that it brings back had one recipient or many: only one can be told.
    private static List<string> ReturnedTo(OpenedMail mail, string returned)
    {
        var recipients = mail.Returned.SelectMany(fields => fields.Addresses("To")).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (recipients.Count == 0 && returned.Length > 0)
            recipients = [.. MailFields.Parse(returned).Addresses("To")];
        return recipients.Count == 1 ? recipients : [];
    }
}
