namespace Syndication.Bounces.Judging;

/// <summary>Finds a failure's reason and whether it is final for the address.</summary>
/// <remarks>
/// The server's words decide before its code, and both before the words around them: senders put "5.1.1" on all refusals of a recipient.
/// Words for "nobody here" count only where the recipient's command was answered, or the code says so too.
/// </remarks>
internal sealed class FailureRuling(RuleTable rules)
{
    public Verdict Rule(string? recipient, FailureCause cause)
    {
        var code = CodeOf(cause);
        var diagnostic = PlainWords.Of(cause.Diagnostic);
        var text = PlainWords.Of(cause.Text);
        var stage = rules.ValueOf("stage", diagnostic + " ") ?? rules.ValueOf("stage", text);
        var isTemporary = code is ['4', ..] || (IsBare(code) && IsTemporary(cause));
        var isAddressed = stage is "rcpt" || (code is { Length: > 4 } && code.AsSpan(2).StartsWith("1."));
        var byStatus = rules.ReasonOfStatus(code, out var isVague);

        var reason =
            InWords(diagnostic, isAddressed, stage)
            ?? InWords(PlainWords.Of(cause.Quoted()), isAddressed, stage)
            ?? (isVague ? null : byStatus)
            ?? InWords(text, isAddressed, stage)
            ?? byStatus
            ?? rules.Unexplained(stage)
            ?? BounceReason.Undefined;
        if (isTemporary && reason is BounceReason.HostUnknown)
            reason = BounceReason.NetworkError;
        var isHard = !isTemporary && reason <= BounceReason.NotAccept;
        return new Verdict(recipient, isHard ? VerdictClass.Hard : VerdictClass.Soft, reason, code);
    }

    // Where nothing but a session is quoted, the last reply is the one that ended it.
    private static bool IsTemporary(FailureCause cause) =>
        cause.Diagnostic.Length > 0 ? ReplyCodes.IsTemporary(cause.Diagnostic) : ReplyCodes.Last(cause.Quoted()) is ['4', ..];

    private BounceReason? InWords(string words, bool isAddressed, string? stage)
    {
        if (words.Length == 0)
            return null;
        foreach (var cause in rules.Causes)
        {
            if (!cause.Rule.Matches(words))
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
