namespace Syndication.Bounces.Judging;

/// <summary>Finds a failure's reason and whether it is final for the address.</summary>
/// <remarks>
/// The server's words decide before its code, and both before the words around them: senders put "5.1.1" on all refusals of a recipient.
/// Words for "nobody here" count only where the recipient's command was answered, or the code says so too. What is said of the sender (an answer to
/// MAIL FROM, a status of x.1.7 or x.1.8; RFC 3463, 3.2) tells nothing of the recipient.
/// </remarks>
internal sealed class FailureRuling(RuleTable rules)
{
    public Verdict Rule(string? recipient, FailureCause cause)
    {
        var code = CodeOf(cause);
        var diagnostic = PlainWords.Of(cause.Diagnostic);
        var text = PlainWords.Of(cause.Text);
        var stage = StageOf(diagnostic + " ") ?? StageOf(text);
        var isTemporary = code is ['4', ..] || (IsBare(code) && IsTemporary(cause));
        var isOfSender = stage is "mail" || code is [_, _, .. "1.7" or "1.8"];
        var isAddressed = !isOfSender && (stage is "rcpt" || (code is { Length: > 4 } && code.AsSpan(2).StartsWith("1.")));
        var byStatus = rules.ReasonOfStatus(code, out var isVague);
        var isTold = !isVague && byStatus is { } told && ReasonRules.NeverAlone(told);

        var reason =
            InWords(diagnostic, isAddressed, isTold, stage)
            ?? InWords(PlainWords.Of(cause.Quoted()), isAddressed, isTold, stage)
            ?? (isVague ? null : byStatus)
            ?? InWords(text, isAddressed, isTold, stage)
            ?? byStatus
            ?? rules.Unexplained(stage)
            ?? BounceReason.Undefined;
        if (isTemporary && reason is BounceReason.HostUnknown)
            reason = BounceReason.NetworkError;
        if (isOfSender && reason <= BounceReason.NotAccept)
            reason = BounceReason.Rejected;
        var isHard = !isTemporary && reason <= BounceReason.NotAccept;
        return new Verdict(recipient, isHard ? VerdictClass.Hard : VerdictClass.Soft, reason, code);
    }

    // A session is quoted from its beginning: where a later command is in it, the sender was taken.
    private string? StageOf(string words) =>
        rules.ValuesOf("stage", words) switch
        {
            ["mail", var later, ..] => later,
            [var first, ..] => first,
            _ => null,
        };

    // Where nothing but a session is quoted, the last reply is the one that ended it.
    private static bool IsTemporary(FailureCause cause) =>
        cause.Diagnostic.Length > 0 ? ReplyCodes.IsTemporary(cause.Diagnostic) : ReplyCodes.Last(cause.Quoted()) is ['4', ..];

    private BounceReason? InWords(string words, bool isAddressed, bool isTold, string? stage)
    {
        if (words.Length == 0)
            return null;
        foreach (var cause in rules.Causes)
        {
            // A status that says "full" or "blocked" means it, whatever else is said of a mailbox.
            if ((cause.IsRefusal && isTold) || !cause.Rule.Matches(words))
                continue;
            if (!cause.IsRefusal || isAddressed)
                return cause.Reason;
            if (stage is null or "data")
                return BounceReason.Filtered;
        }

        return null;
    }

    // The innermost code: relays quote each other from left to right.
    private static string? CodeOf(FailureCause cause)
    {
        var field = ReplyCodes.First(cause.Status);
        var diagnostic = Telling(cause.Diagnostic);
        if (diagnostic is not null)
            return diagnostic;
        if (field is not null && !IsBare(field))
            return field;
        return (cause.Diagnostic.Length == 0 ? Telling(cause.Text) : null) ?? field;
    }

    private static string? Telling(string text) => ReplyCodes.Enhanced(text).LastOrDefault(code => !IsBare(code) && code[0] != '2');

    private static bool IsBare(string? code) => code is null || code.EndsWith(".0.0", StringComparison.Ordinal);
}
